/// The protocol spoken on a connection.
public enum MQTTVersion: String, Sendable {
    case v5 = "5"
    case v3_1_1 = "3.1.1"
}

/// A connection that stands: accepted by the broker, every subscription sent and answered.
public struct MQTTConnection: Sendable, Equatable {
    /// Whether the broker still knew this client. When false it may have lost everything, retained messages included.
    public let sessionPresent: Bool
    public let protocolVersion: MQTTVersion
    public let address: MQTTAddress

    public init(sessionPresent: Bool, protocolVersion: MQTTVersion, address: MQTTAddress) {
        self.sessionPresent = sessionPresent
        self.protocolVersion = protocolVersion
        self.address = address
    }
}

public enum MQTTConnectionEvent: Sendable, Equatable {
    case connected(MQTTConnection)
    /// With the reason in a few words, for a log or a health page.
    case disconnected(reason: String)
}

/// The broker's answer to a publish.
public struct PublishAcknowledgement: Sendable, Equatable {
    /// The broker took the message, and nobody subscribes to its topic. Known on MQTT 5 with QoS 1 only.
    public let noMatchingSubscribers: Bool

    public init(noMatchingSubscribers: Bool = false) {
        self.noMatchingSubscribers = noMatchingSubscribers
    }
}
