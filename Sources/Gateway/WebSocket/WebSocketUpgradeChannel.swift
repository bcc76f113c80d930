import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOWebSocket
import ServiceLifecycle

/// A connection of the HTTP server, whose first request may make a WebSocket of it.
struct WebSocketUpgradeChannel: ServerChildChannel {
    /// What the first request made of the connection.
    enum Connection: Sendable {
        case http(HTTP1Channel.Value)
        case webSocket(WebSocketPipe.Client)
    }

    struct Value: ServerChildChannelValue {
        let connection: EventLoopFuture<Connection>
        let channel: any Channel
    }

    private let http: HTTP1Channel
    private let socket: MQTTWebSocket

    init(responder: @escaping HTTPChannelHandler.Responder, socket: MQTTWebSocket) {
        self.http = HTTP1Channel(responder: responder)
        self.socket = socket
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let upgrade = NIOTypedHTTPServerUpgradeConfiguration<Connection>(
                upgraders: [upgrader()],
                notUpgradingCompletionHandler: { channel in Self.http(channel, logger: logger) }
            )
            var pipeline = NIOUpgradableHTTPServerPipelineConfiguration(upgradeConfiguration: upgrade)
            // As in the server without upgrades: requests are read one by one anyway, and HTTP Types check the headers.
            pipeline.enablePipelining = false
            pipeline.enableResponseHeaderValidation = false
            let connection = try channel.pipeline.syncOperations.configureUpgradableHTTPServerPipeline(
                configuration: pipeline
            )
            let upgrader = try channel.pipeline.syncOperations.handler(
                type: NIOTypedHTTPServerUpgradeHandler<Connection>.self
            )
            try channel.pipeline.syncOperations.addHandler(
                UpgradeGate(slots: socket.slots),
                position: .before(upgrader)
            )
            return Value(connection: connection, channel: channel)
        }
    }

    func handle(value: Value, logger: Logger) async {
        // One that has not said a word yet holds nobody at shutdown.
        let connection = await withTaskCancellationOrGracefulShutdownHandler {
            try? await value.connection.get()
        } onCancelOrGracefulShutdown: {
            value.channel.close(promise: nil)
        }
        switch connection {
        case .http(let channel): await http.handle(value: channel, logger: logger)
        case .webSocket(let client): await socket.pipe(client)
        case nil: try? await value.channel.close()
        }
    }

    private func upgrader() -> NIOTypedWebSocketServerUpgrader<Connection> {
        NIOTypedWebSocketServerUpgrader(
            maxFrameSize: socket.limits.frame,
            // The gate lets no other request through.
            shouldUpgrade: { channel, _ in
                channel.eventLoop.makeSucceededFuture(["Sec-WebSocket-Protocol": MQTTWebSocket.subprotocol])
            },
            upgradePipelineHandler: { channel, _ in
                channel.eventLoop.makeCompletedFuture {
                    .webSocket(try NIOAsyncChannel(wrappingChannelSynchronously: channel))
                }
            }
        )
    }

    /// The rest of what ``HTTP1Channel`` puts on a connection; decoder and encoder are there.
    private static func http(_ channel: any Channel, logger: Logger) -> EventLoopFuture<Connection> {
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandlers(
                HTTP1ToHTTPServerCodec(secure: false),
                HTTPConnectionStateHandler(logger: logger)
            )
            return .http(
                try NIOAsyncChannel(
                    wrappingChannelSynchronously: channel,
                    configuration: .init(isOutboundHalfClosureEnabled: true)
                )
            )
        }
    }
}
