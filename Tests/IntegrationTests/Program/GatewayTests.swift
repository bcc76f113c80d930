import Contracts
import Foundation
import MQTT
import TestSupport
import Testing

@Suite("The gateway, with the services here or elsewhere", .serialized, .timeLimit(.minutes(3)))
struct GatewayTests {
    @Test("It answers for all services", arguments: Deployment.allCases)
    func answers(_ deployment: Deployment) async throws {
        try await deployment.run { (system) async throws -> Void in
            let rest = system.rest
            for path in [
                "/orders", "/payments", "/topMenus", "/stores", "/foods", "/storeOrders", "/deliveries", "/riders",
                "/notificationLogs", "/stores/s1", "/foods/f1", "/riders/r1", "/customers/c1", "/events/order",
                "/events/store?after=0&limit=5", "/events/delivery", "/events/notification", "/openapi.json",
                "/asyncapi.json",
            ] {
                let answer = try await rest.get(path)
                #expect(answer.status == 200, "\(path): \(answer.text)")
                #expect(answer.json != .null, "\(path)")
            }
            #expect(try await rest.get("/").header("Content-Type") == "text/html; charset=utf-8")
            #expect(try await rest.send("HEAD", "/stores/s1").status == 200)
            let metrics = try await rest.get("/metrics")
            #expect(metrics.text.contains("baedal_http_requests_total{method=\"GET\""), "\(metrics.text)")
            let health = try await rest.get("/health")
            for context in EventContext.allCases {
                #expect(health["services", context.rawValue, "database"]?.stringValue == "up", "\(health.text)")
            }
        }
    }

    @Test(
        "What a caller says in headers reaches the service, and its headers the caller",
        arguments: Deployment.allCases
    )
    func headers(_ deployment: Deployment) async throws {
        try await deployment.run { (system) async throws -> Void in
            let rest = system.rest
            let body: JSONValue = ["id": "n1", "name": "새 가게", "address": "서울 강남구 역삼동 736"]
            let sent = ["Idempotency-Key": "key-1", "X-Request-Id": "request-1"]
            let made = try await rest.post("/stores", body, headers: sent)
            #expect(made.status == 201, "\(made.text)")
            #expect(made.header("Location") == "/stores/n1")
            #expect(made.header("X-Request-Id") == "request-1")
            let again = try await rest.post("/stores", body, headers: sent)
            #expect(again.status == 201)
            #expect(again.data == made.data)
            #expect(again.header("Location") == "/stores/n1")

            let read = try await rest.get("/stores/n1")
            let tag = try #require(read.header("ETag"))
            let unchanged = try await rest.get("/stores/n1", headers: ["If-None-Match": tag])
            #expect(unchanged.status == 304)
            #expect(unchanged.data.isEmpty)

            let food = try await rest.patch("/foods/f1", ["count": 5], headers: ["If-Match": "\"99\""])
            #expect(food.status == 412)
            #expect(food.problemCode == "version-mismatch")
            #expect(food.header("Content-Type") == "application/problem+json")
            #expect(food["instance"]?.stringValue == "/foods/f1")
        }
    }

    @Test("Addresses come through as they were written", arguments: Deployment.allCases)
    func addresses(_ deployment: Deployment) async throws {
        try await deployment.run { (system) async throws -> Void in
            let region = "서울/강남구".addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            for query in ["region=\(region)&status=OPEN&page=0&size=5", "region=서울/강남구"] {
                let answer = try await system.rest.get("/deliveries?\(query)")
                #expect(answer.status == 200, "\(answer.text)")
            }
            for path in ["/stores/a+b", "/stores/a%2Fb", "/stores/%23", "/orders/../internal/contacts/store/s1"] {
                let answer = try await system.rest.get(path)
                #expect([400, 404].contains(answer.status), "\(path): \(answer.text)")
                #expect(answer.problemCode != nil, "\(path): \(answer.text)")
            }
        }
    }

    @Test("A body that is too large is refused", arguments: Deployment.allCases)
    func tooLarge(_ deployment: Deployment) async throws {
        try await deployment.run { (system) async throws -> Void in
            let answer = try await system.rest.send("POST", "/stores", body: Data(count: 65 * 1024))
            #expect(answer.status == 413, "\(answer.text)")
            #expect(answer.problemCode == "too-large")
        }
    }

    @Test("An order's stream comes through and resumes", arguments: Deployment.allCases)
    func stream(_ deployment: Deployment) async throws {
        try await deployment.run { (system) async throws -> Void in
            let order = try await placedOrder(system.rest)
            #expect(try await system.rest.put("/orders/\(order)/cancel").status == 200)
            let path = "/orders/\(order)/stream"
            let all = try await system.rest.stream(path) { _, lines in
                try await lines.filter { $0.hasPrefix("id: ") }.reduce(into: []) { $0.append($1) }
            }
            #expect(all.count >= 2)
            let seen = try #require(all.first?.dropFirst(4))
            let rest = try await system.rest.stream(path, headers: ["Last-Event-ID": String(seen)]) { _, lines in
                try await lines.filter { $0.hasPrefix("id: ") }.reduce(into: []) { $0.append($1) }
            }
            #expect(rest == Array(all.dropFirst()))
        }
    }

    @Test("The internal routes are for the other services alone")
    func internalRoutes() async throws {
        try await withSplitBaedal { (system) async throws -> Void in
            let path = "/internal/contacts/store/s1"
            #expect(try await system.rest.get(path).status == 404)
            #expect(try await system[.store].rest.get(path).status == 200)
            #expect(try await system[.order].rest.get(path).status == 404)
        }
        try await withBaedal { (system) async throws -> Void in
            #expect(try await system.rest.get("/internal/contacts/store/s1").status == 404)
        }
    }

    @Test("A service that is away is a clear answer, and the others go on")
    func serviceAway() async throws {
        try await withSplitBaedal { (system) async throws -> Void in
            await system[.store].kill()
            let away = try await system.rest.get("/stores/s1")
            #expect(away.status == 503)
            #expect(away.problemCode == "unavailable")
            #expect(away.header("Content-Type") == "application/problem+json")
            #expect(try await system.rest.get("/orders").status == 200)
            let health = try await system.rest.get("/health")
            #expect(health.status == 200)
            #expect(health["status"]?.stringValue == "degraded")
            #expect(health["services", "store", "status"]?.stringValue == "down")
            #expect(health["services", "order", "status"]?.stringValue == "up")

            try await system[.store].start()
            #expect(try await system.rest.get("/stores/s1").status == 200)
        }
    }

    @Test("Each service says on its topic whether it is here")
    func presence() async throws {
        try await withSplitBaedal { (system) async throws -> Void in
            try await withConnection(to: system.mqtt) { client in
                let messages = client.subscribe(to: "\(Topics.root)/services/+/presence", bufferLimit: 100)
                var known: [ServiceName: ServicePresence.Status] = [:]
                func read(until isEnough: () -> Bool) async throws {
                    while !isEnough(), let batch = await messages.nextBatch(limit: 100) {
                        for message in batch {
                            guard let name = serviceName(in: message.topic) else { continue }
                            known[name] = try JSON.decode(ServicePresence.self, from: message.payload).status
                        }
                    }
                }
                try await read { known.count == ServiceName.allCases.count }
                #expect(known.values.allSatisfy { $0 == .online })

                await system[.delivery].kill()
                try await read { known[.delivery] == .offline }
                #expect(await system[.gateway].terminate() == 0)
                try await read { known[.gateway] == .offline }
                #expect(known.filter { $0.value == .online }.count == 3)
            }
        }
    }
}
