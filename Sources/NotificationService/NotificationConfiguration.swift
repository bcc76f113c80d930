/// How the notification service works.
public struct NotificationConfiguration: Sendable {
    /// Who carries the messages.
    public var provider = ProviderName.local
    /// The account at Bizgo; needed where it is the provider.
    public var bizgo: BizgoConfiguration?
    /// What the links in messages start with, no slash at the end; at most 200 characters.
    public var webBase = "http://127.0.0.1:8088"
    /// Messages sent at once.
    public var batchLimit = 200
    /// How often the queues are looked at without a signal: what was postponed, or left by a fault.
    public var pollInterval: Duration = .seconds(1)
    /// How long to gather after each batch of events or messages before the next.
    public var linger: Duration = .milliseconds(80)
    /// The wait after a first postponement; it doubles with each further one.
    public var firstWait: Duration = .seconds(1)
    /// The longest wait after a postponement.
    public var longestWait: Duration = .seconds(300)
    /// The share by which a wait is longer or shorter, so that those who failed together come back one by one.
    public var jitter = 0.2
    /// Tries in a row before a message is given up: half an hour with the waits above, well within the day for which a
    /// provider knows a repeat.
    public var tryLimit = 12
    /// The longest wait between two questions for the same result.
    public var longestInquiryWait: Duration = .seconds(3600)

    public init() {}
}

/// A way to reach people, as the record names it.
public enum ProviderName: String, Codable, Sendable, CaseIterable {
    /// Writes the record and calls nobody.
    case local
    /// KakaoTalk AlimTalk by Bizgo (Infobank).
    case bizgo
}
