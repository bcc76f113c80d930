import Dispatching
import Testing

@Suite("Past demand")
struct DemandTests {
    /// Orders of a restaurant every other minute of the last half hour.
    private func demand(_ restaurant: Restaurant) -> [PastOrder] {
        stride(from: -29.0, to: 0, by: 2).map {
            PastOrder(restaurant: restaurant, dropoff: restaurant.location, placedAt: $0, readyAt: $0 + 3)
        }
    }

    @Test("Of two riders as near, the one goes who is not where orders are about to come from")
    func keepsRiders() {
        let busy = restaurant("busy", at(5))
        let situation = Situation(
            now: 0,
            couriers: [courier("a", at(5)), courier("b", at(-5))],
            jobs: [job("j", to: at(0, 10), readyAt: 1)]
        )
        var expecting = situation
        expecting.demand = demand(busy)
        #expect(planner().plan(situation).byJob == ["j": "a"])
        #expect(planner().plan(expecting).byJob == ["j": "b"])
    }

    @Test("What is only expected is in no plan, ranking or list of what is left")
    func staysInside() {
        let orders = demand(restaurant("busy", at(5)))
        let plan = planner { $0.rankingLength = 3 }
            .plan(Situation(now: 0, couriers: [courier("a", at(5))], jobs: [], demand: orders))
        #expect(plan.assignments.isEmpty)
        #expect(plan.unassigned.isEmpty)
        #expect(plan.rankings.isEmpty)
        #expect(plan.moves.isEmpty)
    }

    @Test("An idle rider is sent to where orders come from, and two are not sent after the same few")
    func moves() throws {
        let busy = restaurant("busy", at(6))
        let couriers = [courier("a", at(0)), courier("b", at(5))]
        let ahead = planner { $0.movesAhead = true }
        let plan = ahead.plan(Situation(now: 0, couriers: couriers, jobs: [], demand: demand(busy)))
        let move = try #require(plan.moves.first { $0.courier == "a" } ?? plan.moves.first)
        #expect(plan.moves.count == 1)
        #expect(move.restaurant == busy)
        #expect(move.demandThere >= move.demandHere * Parameters().moveGain)
    }

    @Test("Who is not idle, or too far off, or going home soon stays")
    func stays() {
        let busy = restaurant("busy", at(6))
        let ahead = planner { $0.movesAhead = true }
        func moves(_ couriers: [Courier], _ jobs: [Job] = []) -> [String] {
            ahead.plan(Situation(now: 0, couriers: couriers, jobs: jobs, demand: demand(busy))).moves.map(\.courier)
        }
        #expect(moves([courier("idle", at(0))]) == ["idle"])
        #expect(moves([courier("justFree", at(0), from: -2)]).isEmpty)
        #expect(moves([courier("far", at(-7))]).isEmpty)
        #expect(moves([courier("homeSoon", at(0), off: 10)]).isEmpty)
        #expect(
            moves([courier("planned", at(0))], [job("j", from: restaurant("k", at(-1)), to: at(-5), readyAt: 30)])
                .isEmpty
        )
        var carrying = courier("carrying", at(0))
        carrying.stops = [.dropoff(at(1))]
        #expect(moves([carrying]).isEmpty)
    }
}
