public import Hummingbird

/// Counts requests by route, method and status, and times them.
public struct RequestMetricsMiddleware: RouterMiddleware {
    public typealias Context = ServiceContext

    private let metrics: Metrics
    private let duration: Histogram

    public init(metrics: Metrics) {
        self.metrics = metrics
        self.duration = metrics.histogram("baedal_http_request_seconds", help: "Time from a request to its answer.")
    }

    public func handle(
        _ request: Request,
        context: ServiceContext,
        next: @concurrent (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let taken = ContinuousClock.now - start
        duration.observe(seconds: Double(taken.components.attoseconds) / 1e18 + Double(taken.components.seconds))
        metrics.counter(
            "baedal_http_requests_total",
            help: "Requests answered.",
            labels: [
                ("method", request.method.rawValue), ("route", context.endpointPath ?? "none"),
                ("status", "\(response.status.code)"),
            ]
        ).add()
        return response
    }
}
