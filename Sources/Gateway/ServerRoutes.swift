import EventLog
public import Hummingbird
public import ServiceKit

/// Everything a process answers over HTTP, put together from the services it runs.
public struct ServerRoutes: Sendable {
    private let services: [any BaedalService]
    private let gateway: Gateway?
    private let health: HealthBoard
    private let metrics: Metrics

    /// - Parameters:
    ///   - services: those of this process.
    ///   - gateway: nil in a process that is no gateway; it answers its services' internal routes instead.
    public init(services: [any BaedalService], gateway: Gateway?, health: HealthBoard, metrics: Metrics) {
        self.services = services
        self.gateway = gateway
        self.health = health
        self.metrics = metrics
    }

    public func router() -> Router<ServiceContext> {
        let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
        // Errors become answers innermost, so that those are counted and carry the request's id like any other.
        router.addMiddleware {
            RequestMetricsMiddleware(metrics: metrics)
            CauseMiddleware()
            ProblemMiddleware()
        }
        for service in services {
            service.addRoutes(to: router)
            EventLogRoutes(log: service.core.log).add(to: router)
        }
        if let gateway {
            gateway.addRoutes(to: router)
        } else {
            for service in services { service.addInternalRoutes(to: router.group("internal")) }
        }
        HealthRoutes(board: health).add(to: router)
        MetricsRoutes(metrics: metrics).add(to: router)
        return router
    }
}
