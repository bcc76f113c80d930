public import Contracts
import Foundation
public import Logging
public import MQTT
public import ServiceLifecycle

/// Says on `services/{name}/presence` that the service is here, after each connect, and that it goes. The last will says so otherwise.
public final class PresenceAnnouncer: Service {
    private let service: ServiceName
    private let instance: String
    private let client: MQTTClient
    private let logger: Logger

    /// - Parameter client: must have the `offline` message of the same instance as its will.
    public init(service: ServiceName, instance: String, client: MQTTClient, logger: Logger) {
        self.service = service
        self.instance = instance
        self.client = client
        self.logger = logger
    }

    public func run() async throws {
        let events = client.connections()
        await cancelWhenGracefulShutdown {
            for await event in events {
                if case .connected = event { await self.announce(.online) }
            }
        }
        await announce(.offline)
    }

    private func announce(_ status: ServicePresence.Status) async {
        do {
            let presence = ServicePresence(status: status, instance: instance)
            _ = try await client.publish(presence.message(of: service))
        } catch {
            logger.debug("Presence was not announced", metadata: ["error": "\(error)"])
        }
    }
}

extension ServicePresence {
    /// The retained message that says so.
    public func message(of service: ServiceName) throws -> MQTTMessage {
        MQTTMessage(
            topic: Topics.servicePresence(service),
            payload: Array(try JSON.data(self)),
            qos: .atLeastOnce,
            retain: true,
            properties: MQTTProperties(contentType: "application/json")
        )
    }
}
