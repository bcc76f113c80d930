import BizgoStandIn
import Contracts
import Logging
import ServiceLifecycle
import TestSupport
import Testing

/// The bridge to the message provider, when the program dies in the middle: nothing is lost, nothing comes twice.
@Suite("메시지는 한 번만", .timeLimit(.minutes(5)))
struct NotificationFaultTests {
    private static let keys = [
        "BAEDAL_BIZGO_API_KEY": "key-of-a-test-account", "BAEDAL_BIZGO_SENDER_KEY": "sender-key-of-a-test",
        "BAEDAL_BIZGO_FROM": "02-1234-5678",
    ]

    @Test("kill -9 between request and answer: the same request goes again, and each message is there once")
    func killedWhileSending() async throws {
        // The first answers are lost, so the program dies with requests on their way. Without polling no result can come
        // before the request has been repeated.
        let script = StandInScript([.init(.lostAnswer, times: 3, seconds: 5)], polling: false)
        try await withStandIn(script) { standIn, url in
            try await withBaedal(["--provider", "bizgo", "--provider-url", url], environment: Self.keys) { system in
                let api = Api(rest: system.rest)
                for index in 0..<40 {
                    let phone = "0107\(1_000_000 + index)"
                    let body: JSONValue = ["id": .string("k\(index)"), "name": "고객", "phone": .string(phone)]
                    try await api.post("/customers", body, expecting: 201)
                }
                for index in 0..<20 { try await order(index, api) }
                while standIn.messages.isEmpty { try await Task.sleep(for: .milliseconds(20)) }
                await system.kill()
                try await system.start()
                for index in 20..<40 { try await order(index, api) }
                try await expectDelivered(40, api)
                #expect(standIn.messages.count == 40 && standIn.doubles == 0 && standIn.repeats > 0)
                #expect(Set(standIn.messages.compactMap(\.ref)).count == 40)
                for key in Self.keys.values { #expect(!system.log.contains(key)) }
            }
        }
    }

    @Test("What was accepted is settled by a webhook through the gateway, in one process and in several")
    func webhookThroughTheGateway() async throws {
        let ports = try FreePorts.take(1)
        let hook = ("http://127.0.0.1:\(ports[0])/providers/bizgo/reports", "a-secret-of-the-test")
        try await withStandIn(.init(report: .init(seconds: 0.2), polling: false), webhook: hook) { standIn, url in
            let arguments = ["--provider", "bizgo", "--provider-url", url, "--http-port", "\(ports[0])"]
            let environment = Self.keys.merging(["BAEDAL_BIZGO_WEBHOOK_SECRET": hook.1]) { _, own in own }
            try await withBaedal(arguments, environment: environment) { system in
                let api = Api(rest: system.rest)
                try await order(1, api, customer: "c1")
                try await expectDelivered(1, api)
                #expect(standIn.messages.count == 1 && standIn.inquiries > 0)
            }
        }
    }

    private func order(_ index: Int, _ api: Api, customer: String? = nil) async throws {
        let body: JSONValue = [
            "id": .string("order-\(index)"), "customerId": .string(customer ?? "k\(index)"), "foodId": "f1",
            "address": .string(Town.address),
        ]
        try await api.post("/orders", body, expecting: 201)
    }

    private func expectDelivered(_ count: Int, _ api: Api) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            let page = try await api.get("/notificationLogs?status=DELIVERED&size=1")
            let delivered = page["page", "totalElements"]?.integerValue ?? 0
            if delivered == count { return }
            guard ContinuousClock.now < deadline else {
                Issue.record("\(delivered) of \(count) were delivered")
                return
            }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    private func withStandIn(
        _ script: StandInScript,
        webhook: (String, String)? = nil,
        _ body: (BizgoStandIn, String) async throws -> Void
    ) async throws {
        let standIn = BizgoStandIn(script, apiKey: Self.keys["BAEDAL_BIZGO_API_KEY"] ?? "", webhook: webhook)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let group = ServiceGroup(configuration: .init(services: [.init(service: standIn)], logger: logger))
        let running = Task { try await group.run() }
        defer { running.cancel() }
        let port = try #require(await standIn.listeningPort())
        try await body(standIn, "http://127.0.0.1:\(port)")
    }
}
