import Contracts
import Foundation
import MQTT
import TestSupport
import Testing

@Suite("Ending the program", .serialized, .timeLimit(.minutes(3)))
struct EndTests {
    private static let limit: Duration = .seconds(5)

    @Test("It ends with status 0, in time and wholly", arguments: [SIGTERM, SIGINT])
    func graceful(_ signal: Int32) async throws {
        try await withBaedal { (system) async throws -> Void in
            let start = ContinuousClock.now
            let status = await system[.gateway].terminate(signal)
            #expect(status == 0, "\(system.log)")
            #expect(ContinuousClock.now - start < Self.limit)
            let isFree = try await ProcessTable.isFree(of: system.dataDirectory, within: .zero)
            #expect(isFree)
        }
    }

    @Test("An open event stream does not hold it", arguments: Deployment.allCases)
    func openStream(_ deployment: Deployment) async throws {
        try await deployment.run { (system) async throws -> Void in
            let order = try await placedOrder(system.rest)
            try await system.rest.stream("/orders/\(order)/stream") { status, lines in
                #expect(status == 200)
                var iterator = lines.makeAsyncIterator()
                let first = try await iterator.next()
                #expect(first?.hasPrefix("id: ") == true)
                let start = ContinuousClock.now
                #expect(await system[.gateway].terminate() == 0)
                #expect(ContinuousClock.now - start < Self.limit)
            }
        }
    }

    @Test("A broker that hangs does not hold it")
    func hungBroker() async throws {
        try await withBaedal { (system) async throws -> Void in
            let broker = try #require(brokerProcess(of: system))
            kill(broker, SIGSTOP)
            let start = ContinuousClock.now
            #expect(await system[.gateway].terminate() == 0, "\(system.log)")
            #expect(ContinuousClock.now - start < Self.limit)
            #expect(try await ProcessTable.isFree(of: system.dataDirectory))
        }
    }

    @Test("Killed, it leaves no broker behind, and starts again with all it had accepted")
    func killed() async throws {
        try await withBaedal { (system) async throws -> Void in
            let order = try await placedOrder(system.rest)
            await system.kill()
            #expect(try await ProcessTable.isFree(of: system.dataDirectory))

            let (http, mqtt) = (system.rest.base, system.mqtt)
            try await system.start()
            #expect(system.rest.base == http)
            #expect(system.mqtt == mqtt)
            #expect(try await system.rest.get("/orders/\(order)").status == 200)
        }
    }

    @Test("Killed again and again, it starts again")
    func killedAgain() async throws {
        try await withBaedal { (system) async throws -> Void in
            for _ in 1...3 {
                await system.kill()
                try await system.start()
            }
            #expect(try await system.rest.get("/stores/s1").status == 200)
        }
    }

    @Test("A broker that dies is started again, and the services find it")
    func brokerKilled() async throws {
        try await withBaedal { (system) async throws -> Void in
            let broker = try #require(brokerProcess(of: system))
            kill(broker, SIGKILL)
            // The services' presence comes back by itself, on a broker that has lost everything it had not saved.
            try await withConnection(to: system.mqtt) { client in
                var missing = Set(ServiceName.allCases)
                let presences = client.subscribe(to: "\(Topics.root)/services/+/presence", bufferLimit: 100)
                while !missing.isEmpty, let batch = await presences.nextBatch(limit: 100) {
                    for message in batch {
                        let presence = try JSON.decode(ServicePresence.self, from: message.payload)
                        guard presence.status == .online, let name = serviceName(in: message.topic) else { continue }
                        missing.remove(name)
                    }
                }
                #expect(missing.isEmpty)
            }
            #expect(try await system.rest.get("/health")["status"]?.stringValue == "up")
            #expect(brokerProcess(of: system) != broker)
        }
    }

    private func brokerProcess(of system: RunningBaedal) -> Int32? {
        ProcessTable.mentioning("\(system.dataDirectory)/broker/run.conf").first { pid in
            (try? String(contentsOfFile: "/proc/\(pid)/comm", encoding: .utf8)) == "mosquitto\n"
        }
    }
}

/// An order of the sample customer for a sample food; its id.
func placedOrder(_ rest: RESTClient) async throws -> String {
    let order = try await rest.post(
        "/orders",
        ["customerId": "c1", "foodId": "f1", "address": "서울 강남구 역삼동 736"]
    )
    #expect(order.status == 201, "\(order.text)")
    return try #require(order["id"]?.stringValue)
}

func serviceName(in topic: String) -> ServiceName? {
    topic.split(separator: "/").dropLast().last.flatMap { ServiceName(rawValue: String($0)) }
}
