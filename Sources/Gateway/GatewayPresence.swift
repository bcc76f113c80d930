import Contracts
public import Logging
public import MQTT
import ServiceKit
public import ServiceLifecycle

/// The gateway's own connection to the broker, which says on `services/gateway/presence` that it is here.
public struct GatewayPresence: Sendable {
    public let client: MQTTClient
    private let announcer: PresenceAnnouncer

    /// - Parameter broker: one or more addresses, tried in turn.
    public init(broker: [MQTTAddress], logger: Logger) throws {
        var logger = logger
        logger[metadataKey: "service"] = "gateway"
        // It keeps nothing, so unlike a service it needs no name that outlives it.
        let instance = String(IDText.make(at: .now).suffix(10))
        let offline = ServicePresence(status: .offline, instance: instance)
        client = MQTTClient(
            configuration: MQTTClientConfiguration(
                addresses: broker,
                clientID: "baedal-gateway-\(instance)",
                cleanStart: true,
                sessionExpiry: 0,
                will: try offline.message(of: .gateway)
            ),
            logger: logger
        )
        announcer = PresenceAnnouncer(service: .gateway, instance: instance, client: client, logger: logger)
    }

    /// In the order of start-up.
    public var services: [any Service] { [client, announcer] }
}
