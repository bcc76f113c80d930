import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit

/// `GET /metrics`: the figures of this process, for Prometheus.
struct MetricsRoutes: Sendable {
    let metrics: Metrics

    func add(to router: Router<ServiceContext>) {
        router.get("/metrics") { [metrics] _, _ in
            Response(
                status: .ok,
                headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
                body: .init(byteBuffer: ByteBuffer(string: await metrics.render()))
            )
        }
    }
}
