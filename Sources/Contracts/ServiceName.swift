/// A service of the system, as `--services` and the topics name it.
public enum ServiceName: String, Codable, Sendable, CaseIterable {
    case order, store, delivery, notification, gateway

    /// The events this service publishes; the gateway publishes none.
    public var context: EventContext? { EventContext(rawValue: rawValue) }
}

/// A stream of events with one gapless sequence, owned by the service of the same name.
public enum EventContext: String, Codable, Sendable, CaseIterable {
    case order, store, delivery, notification

    /// The CloudEvents `source`.
    public var source: String { "/baedal/\(rawValue)" }
}
