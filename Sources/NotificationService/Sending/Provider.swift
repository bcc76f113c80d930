import Contracts

/// Somebody who carries messages to people's phones. Another one is another type.
protocol Provider: Sendable {
    var name: ProviderName { get }

    /// Whether the record itself is the delivery. Then it is written as delivered in the transaction that makes it.
    var deliversByRecording: Bool { get }

    /// How many requests are on their way at once.
    var concurrency: Int { get }

    /// Messages with the same text may go in one request.
    func sharedPart(of notification: Notification) -> String

    /// Sends messages that share a request. What goes wrong is an outcome too.
    ///
    /// - Returns: what came of each, in the same order.
    /// - Throws: `CancellationError` alone: the program ends, and the same request is made again after its next start.
    func send(_ dispatch: Dispatch) async throws(CancellationError) -> [SendOutcome]

    /// Asks what became of messages it has taken. Those with the same text may be asked for at once.
    func inquiry(of messageKey: String) -> String

    /// - Returns: what is known of them; nothing for those without a result yet.
    func inquire(_ messageKeys: [String]) async throws -> [DeliveryReport]

    /// The results that wait to be fetched; nil where it keeps none.
    func pollReports() async throws -> ReportBatch?

    /// Confirms that a batch of results has been stored.
    func acknowledge(_ batch: ReportBatch) async throws
}

extension Provider {
    var deliversByRecording: Bool { false }
    var concurrency: Int { 1 }
    func sharedPart(of notification: Notification) -> String { "" }
    func inquiry(of messageKey: String) -> String { messageKey }
    func inquire(_ messageKeys: [String]) async throws -> [DeliveryReport] { [] }
    func pollReports() async throws -> ReportBatch? { nil }
    func acknowledge(_ batch: ReportBatch) async throws {}
}

/// Messages that go out in one request.
struct Dispatch: Sendable {
    /// Under which the provider knows a repeat.
    let key: String
    /// No two to the same number.
    let notifications: [Notification]
}

/// What came of one message, with the provider's code for it.
enum SendOutcome: Hashable, Sendable {
    case delivered(String)
    /// Taken, under the provider's name for it where it gave one; what becomes of it is asked for later.
    case accepted(messageKey: String?, code: String, inquireAt: Timestamp)
    /// Never to be sent as it is.
    case refused(String, String?)
    /// Never to be sent as an AlimTalk; as a text message it may be.
    case refusedAsAlimtalk(String, String?)
    /// Not taken now.
    case notTaken(String, String?)
    /// Perhaps taken: nobody said.
    case unanswered(OwnResult)

    var code: String {
        switch self {
        case .delivered(let code), .accepted(_, let code, _), .refused(let code, _), .refusedAsAlimtalk(let code, _),
            .notTaken(let code, _):
            code
        case .unanswered(let result): result.rawValue
        }
    }
}

/// What a provider says became of a message.
enum DeliveryFinding: Hashable, Sendable {
    case delivered(String)
    /// The AlimTalk did not arrive, the text message did.
    case deliveredAsText(String)
    /// The AlimTalk did not arrive; the text message, where one follows, is on its way.
    case alimtalkFailed(String, String?)
    case failed(String, String?)
    /// It may still arrive.
    case uncertain(String, String?)
}

struct DeliveryReport: Hashable, Sendable {
    let messageKey: String
    /// The record's id, where the provider gave it back.
    let notificationId: NotificationID?
    let finding: DeliveryFinding
}

/// Results that were fetched together and are confirmed together.
struct ReportBatch: Hashable, Sendable {
    let id: String
    let reports: [DeliveryReport]
}
