import Gateway
import Hummingbird
import HummingbirdCore
import Logging
import ServiceKit
import ServiceLifecycle

/// The HTTP server of a process.
struct WebServer: Sendable {
    /// libmosquitto cannot use a descriptor of 1024 or more, and must still find one below after a reconnect.
    private static let connectionLimit = 600
    /// For requests that are running at shutdown.
    private static let shutdownLimit: Duration = .seconds(1)

    let bind: String
    let port: Int
    let logger: Logger

    /// - Parameter socket: MQTT over WebSocket on the same port; nil in a process that is no gateway.
    /// - Returns: the server, and the port it listens on once it does.
    func serve(
        _ router: Router<ServiceContext>,
        socket: MQTTWebSocket?
    ) -> (listening: AsyncStream<Int>, server: any Service) {
        let (listening, port) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
        let application = Application(
            router: router,
            server: socket?.server ?? .http1(),
            configuration: ApplicationConfiguration(
                address: .hostname(bind, port: self.port),
                availableConnectionsDelegate: .maximum(Self.connectionLimit, logger: quiet)
            ),
            onServerRunning: { port.yield($0.localAddress?.port ?? self.port) },
            logger: quiet
        )
        return (listening, BoundedService(base: application, limit: Self.shutdownLimit))
    }

    /// The server tells of each of its own starts and ends; the ready line says it for all.
    private var quiet: Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .notice)
        return logger
    }
}
