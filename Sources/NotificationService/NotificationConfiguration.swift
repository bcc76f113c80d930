/// How the notification service works.
public struct NotificationConfiguration: Sendable {
    /// Who carries the messages.
    public var provider: ProviderName = .local
    /// The sender's profile at KakaoTalk; part of every record.
    public var senderKey = "baedal-local"
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
    public var longestWait: Duration = .seconds(60)

    public init() {}
}

/// A way to reach people, as the record names it.
public enum ProviderName: String, Codable, Sendable, CaseIterable {
    /// Writes the record and calls nobody.
    case local
}
