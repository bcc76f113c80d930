import AsyncHTTPClient
import Contracts
import Gateway
import Hummingbird
import Logging
import ServiceKit
import Storage
import TestSupport

@testable import Application

/// What the program's own router answers, with all services in it; for this they need not run.
enum RegisteredRoutes {
    /// As `GET /orders/{id}`.
    static func all() async throws -> Set<String> {
        try await withTemporaryDirectory { folder in
            let metrics = Metrics()
            let cores = try await cores(in: folder, metrics)
            let plan = try Plan(ServeConfiguration())
            let wiring = Wiring(
                windows: plan.windows,
                cores: cores,
                upstreams: [:],
                notification: plan.notification,
                client: .shared
            )
            let services = try await wiring.services(withSamples: false)
            let router = ServerRoutes(
                services: services,
                gateway: try Gateway(
                    upstreams: [:],
                    socket: try MQTTWebSocket(broker: [], metrics: metrics, logger: Logger(label: "test"))
                ),
                health: HealthBoard(services: services, upstreams: [:], clients: [], broker: []),
                metrics: metrics
            ).router()
            // Each service answers for its own context.
            let routes = router.routes.map { $0.description.replacing(/\/events\/[a-z]+$/, with: "/events/{context}") }
            for core in cores.values { await core.database.close() }
            // What the pages load is theirs, and MQTT over WebSocket is in the other document.
            return Set(routes.filter { !$0.contains("/assets/") && !$0.hasSuffix(" /mqtt") })
        }
    }

    private static func cores(in folder: String, _ metrics: Metrics) async throws -> [EventContext: ServiceCore] {
        var logger = Logger(label: "test")
        logger.logLevel = .error
        var cores: [EventContext: ServiceCore] = [:]
        for context in EventContext.allCases {
            cores[context] = try await ServiceCore.open(
                context,
                directory: folder,
                broker: [],
                migrations: [],
                clock: .system,
                metrics: metrics,
                logger: logger
            )
        }
        return cores
    }
}
