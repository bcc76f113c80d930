import Hummingbird
import ServiceKit
import TestSupport
import Testing

@Suite struct MetricsTests {
    @Test func isPrometheusText() async {
        let metrics = Metrics()
        metrics.counter("b_total", help: "Bees.", labels: [("kind", "b"), ("name", "a \"quoted\\\n\" one")]).add(2)
        metrics.counter("b_total", help: "Bees.", labels: [("kind", "a")]).add()
        metrics.gauge("a_now", help: "Now.") { 1.5 }
        metrics.gauge("c_absent", help: "Nobody knows.") { nil }
        #expect(
            await metrics.render() == #"""
                # HELP a_now Now.
                # TYPE a_now gauge
                a_now 1.5
                # HELP b_total Bees.
                # TYPE b_total counter
                b_total{kind="a"} 1
                b_total{kind="b",name="a \"quoted\\\n\" one"} 2

                """#
        )
    }

    @Test func aHistogramCountsUpwards() async {
        let metrics = Metrics()
        let histogram = metrics.histogram("t_seconds", help: "Time.", labels: [("route", "/x")])
        for seconds in [0.0005, 0.0006, 0.3, 99] { histogram.observe(seconds: seconds) }
        let lines = await metrics.render().split(separator: "\n").map(String.init)
        #expect(lines[1] == "# TYPE t_seconds histogram")
        #expect(lines.contains("t_seconds_bucket{route=\"/x\",le=\"0.0005\"} 1"))
        #expect(lines.contains("t_seconds_bucket{route=\"/x\",le=\"0.001\"} 2"))
        #expect(lines.contains("t_seconds_bucket{route=\"/x\",le=\"0.25\"} 2"))
        #expect(lines.contains("t_seconds_bucket{route=\"/x\",le=\"0.5\"} 3"))
        #expect(lines.contains("t_seconds_bucket{route=\"/x\",le=\"10.0\"} 3"))
        #expect(lines.contains("t_seconds_bucket{route=\"/x\",le=\"+Inf\"} 4"))
        #expect(lines.contains("t_seconds_count{route=\"/x\"} 4"))
        #expect(lines.contains { $0.hasPrefix("t_seconds_sum{route=\"/x\"} 99.301") })
    }

    @Test func theSameNameAndLabelsAreTheSameCounter() async {
        let metrics = Metrics()
        await withTaskGroup { group in
            for _ in 0..<20 {
                group.addTask {
                    for _ in 0..<500 { metrics.counter("n_total", help: "N.", labels: [("a", "1")]).add() }
                }
            }
        }
        #expect(metrics.counter("n_total", help: "N.", labels: [("a", "1")]).value == 10_000)
        #expect(metrics.counter("n_total", help: "N.", labels: [("a", "2")]).value == 0)
    }

    @Test func requestsAreCountedByRouteNotByPath() async throws {
        let metrics = Metrics()
        try await withRoutes { router in
            router.add(middleware: RequestMetricsMiddleware(metrics: metrics))
            router.get("/things/:id") { _, _ in try Answer(["a": 1]) }
        } _: { client in
            for id in 0..<5 { _ = try await client.get("/things/\(id)") }
            let text = await metrics.render()
            #expect(
                text.contains("route=\"/things/{id}\",status=\"200\"} 5")
                    || text.contains("route=\"/things/:id\",status=\"200\"} 5")
            )
            #expect(text.contains("baedal_http_request_seconds_count 5"))
        }
    }
}
