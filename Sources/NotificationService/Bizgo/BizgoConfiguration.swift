public import ServiceKit

/// An account at Bizgo, and how it is used.
public struct BizgoConfiguration: Sendable {
    /// Where messages are really sent.
    public static let liveURL = "https://mars.ibapi.kr"

    /// `https://host`, no slash at the end; `http` to this machine alone, for the key travels with each request.
    public var url: String
    public var apiKey: Secret
    /// The sender's profile at KakaoTalk.
    public var senderKey: Secret
    /// The registered number that text messages come from, digits alone.
    public var from: String
    /// What reports are signed with; without it none are taken, and results are fetched alone.
    public var webhookSecret: Secret?
    /// What the account may send.
    public var recipientsPerSecond = 200
    /// Everything but sending. Results come in hundreds, so that few questions keep up with what is sent.
    public var questionsPerSecond: Int { max(5, recipientsPerSecond / 40) }
    public var timeout: Duration = .seconds(10)
    /// How long after a message was taken its result is first asked for, where none has come.
    public var firstInquiry: Duration = .seconds(10)
    /// How long after a poll that was not allowed the next is tried.
    public var pollRest: Duration = .seconds(600)

    public init(url: String, apiKey: Secret, senderKey: Secret, from: String, webhookSecret: Secret? = nil) {
        self.url = url
        self.apiKey = apiKey
        self.senderKey = senderKey
        self.from = from
        self.webhookSecret = webhookSecret
    }
}
