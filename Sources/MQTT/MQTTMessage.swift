/// The delivery guarantee of a message. Exactly-once is left out: what must happen once is decided by the receiver's log.
public enum QoS: UInt8, Sendable {
    case atMostOnce = 0
    case atLeastOnce = 1
}

/// One MQTT message, to be published or as received.
public struct MQTTMessage: Sendable, Equatable {
    public var topic: String
    public var payload: [UInt8]
    public var qos: QoS
    /// When publishing: the broker keeps it as the topic's last word, and an empty payload clears that.
    /// When received: it was kept, and is not news.
    public var retain: Bool
    /// Only carried by MQTT 5; dropped in silence on a 3.1.1 connection.
    public var properties: MQTTProperties

    public init(
        topic: String,
        payload: [UInt8],
        qos: QoS = .atLeastOnce,
        retain: Bool = false,
        properties: MQTTProperties = MQTTProperties()
    ) {
        self.topic = topic
        self.payload = payload
        self.qos = qos
        self.retain = retain
        self.properties = properties
    }
}

/// The MQTT 5 properties of a message.
public struct MQTTProperties: Sendable, Equatable {
    /// A name and value of the application's own; a name may appear more than once, and order is kept.
    public struct UserProperty: Sendable, Equatable {
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public var userProperties: [UserProperty]
    public var responseTopic: String?
    /// At most 65,535 bytes.
    public var correlationData: [UInt8]?
    /// Seconds after which the broker drops the message; on arrival, the seconds that were left.
    public var messageExpiry: UInt32?
    public var contentType: String?

    public init(
        userProperties: [UserProperty] = [],
        responseTopic: String? = nil,
        correlationData: [UInt8]? = nil,
        messageExpiry: UInt32? = nil,
        contentType: String? = nil
    ) {
        self.userProperties = userProperties
        self.responseTopic = responseTopic
        self.correlationData = correlationData
        self.messageExpiry = messageExpiry
        self.contentType = contentType
    }

    /// The value of the first user property of that name.
    public subscript(name: String) -> String? {
        userProperties.first { $0.name == name }?.value
    }

    var isEmpty: Bool { self == MQTTProperties() }
}
