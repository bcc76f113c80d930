import Hummingbird
public import HummingbirdCore
public import Logging
public import MQTT
import NIOCore
public import ServiceKit

/// MQTT over WebSocket on the gateway's own port: `/mqtt`, subprotocol `mqtt`, its bytes piped to the broker.
///
/// mosquitto's own WebSocket listener ignores its bind address, so it is never used.
public struct MQTTWebSocket: Sendable {
    static let path = "/mqtt"
    static let subprotocol = "mqtt"

    let limits: WebSocketLimits
    let slots: ConnectionSlots
    private let dialer: BrokerDialer
    private let logger: Logger

    /// - Parameters:
    ///   - broker: one or more addresses, tried in turn for each connection.
    ///   - metrics: where the open connections are counted.
    public init(
        broker: [MQTTAddress],
        limits: WebSocketLimits = WebSocketLimits(),
        metrics: Metrics,
        logger: Logger
    ) throws {
        self.limits = limits
        self.logger = logger
        let slots = ConnectionSlots(limit: limits.connections)
        self.slots = slots
        self.dialer = try BrokerDialer(addresses: broker, timeout: limits.dialing)
        metrics.gauge("baedal_websocket_connections", help: "Open MQTT connections over WebSocket.") {
            Double(slots.taken)
        }
    }

    /// The HTTP server that takes the upgrade on the way to the routes.
    public var server: HTTPServerBuilder {
        HTTPServerBuilder { responder in
            WebSocketUpgradeChannel(responder: responder, socket: self)
        }
    }

    func pipe(_ client: WebSocketPipe.Client) async {
        await WebSocketPipe(client: client, dialer: dialer, limits: limits, logger: logger).run()
    }
}
