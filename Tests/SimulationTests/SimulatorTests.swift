import Contracts
import Foundation
import MQTT
import TestSupport
import Testing

@testable import Simulation

@Suite("A simulation of the real system")
struct SimulatorTests {
    private func simulator(_ system: RunningBaedal, dispatch: String?) -> Simulator {
        let evening = SeoulEvening(orders: 24, riders: 12, stores: 5, minutes: 10, seed: 4)
        var configuration = SimulatorConfiguration(
            url: system.rest.base,
            mqtt: system.mqtt,
            speed: 240,
            dispatch: dispatch
        )
        configuration.leastEnding = .seconds(180)
        return Simulator(evening.scenario, configuration, screen: Screen(isLive: false) { _ in })
    }

    @Test(
        "brings every order to its end, keeps every invariant, and leaves the areas as they were",
        arguments: ["board", "auto"]
    )
    func holds(_ dispatch: String) async throws {
        try await withBaedal(["--no-samples", "--plan-every", "1", "--board-after", "10"]) { system in
            let outcome = try await simulator(system, dispatch: dispatch).play()
            let (summary, account, evidence) = (outcome.summary, outcome.account, outcome.evidence)
            #expect(summary.holds, "\(summary.lines.joined(separator: "\n"))")
            #expect(account.orders.count == 24 && summary.unfinished == 0)
            #expect(account.orders.contains { $0.ending == .completed })
            let offers = (evidence.log[.delivery] ?? []).count { $0.type == .deliveryOffered }
            #expect((offers > 0) == (dispatch == "auto"))
            let area = "/regions/서울/강남구/dispatch".addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)
            let mode = try await system.rest.get(area ?? "")["mode"]?.stringValue
            #expect(mode == "board")
            // The same people, and a system that tells something else: each invariant looks at the evidence.
            let forged = try forge(evidence, account)
            let failed = Invariants.check(account, forged).filter { !$0.holds }.map(\.name)
            #expect(
                failed == [
                    "no order lost", "at most one winner a delivery", "one message record an event and role",
                    "money adds up", "stock adds up",
                ]
            )
        }
    }

    private func forge(_ evidence: Evidence, _ account: Account) throws -> Evidence {
        var forged = evidence
        forged.orders[account.taken[0].id] = nil
        var events = forged.log[.delivery] ?? []
        let claim = try #require(events.firstIndex { $0.type == .deliveryClaimed })
        var second = events[claim]
        second.id = "forged"
        second.rider = "somebody"
        events.insert(second, at: claim + 1)
        forged.log[.delivery] = events
        let paid = try #require(
            forged.payments.lastIndex { $0.status == .approved && $0.order != account.taken[0].id }
        )
        forged.payments[paid].amount += 1
        forged.foods[try #require(forged.foods.keys.first)]?.left += 1
        return forged
    }

    @Test("ends new orders when it is asked to, and finishes those under way")
    func closes() async throws {
        try await withBaedal(["--no-samples"]) { system in
            let evening = SeoulEvening(orders: 500, riders: 10, stores: 3, minutes: 1440, seed: 5)
            let configuration = SimulatorConfiguration(url: system.rest.base, mqtt: system.mqtt, speed: 600)
            let simulator = Simulator(evening.scenario, configuration, screen: Screen(isLive: false) { _ in })
            let closing = Task {
                while try await system.rest.get("/orders?size=1")["page", "totalElements"]?.integerValue ?? 0 < 3 {
                    try await Task.sleep(for: .milliseconds(50))
                }
                simulator.close()
            }
            defer { closing.cancel() }
            let outcome = try await simulator.play()
            let (summary, account) = (outcome.summary, outcome.account)
            #expect(summary.holds, "\(summary.lines.joined(separator: "\n"))")
            #expect((3..<500).contains(account.orders.count))
        }
    }

    @Test("says in one sentence that nobody is there")
    func nobodyThere() async throws {
        let port = try FreePorts.take(1)[0]
        let address = try #require(MQTTAddress(url: "mqtt://127.0.0.1:1"))
        let configuration = SimulatorConfiguration(url: "http://127.0.0.1:\(port)", mqtt: address, speed: 1)
        let simulator = Simulator(Sample.scenario(), configuration, screen: Screen(isLive: false) { _ in })
        let failure = await #expect(throws: SimulationFailure.self) { try await simulator.run() }
        #expect(failure?.description.hasPrefix("The server at http://127.0.0.1:\(port) cannot be reached") == true)
    }
}
