import Dispatching
import MDRP
import Testing

@Suite("The check of feasibility")
struct FeasibilityCheckTests {
    typealias Spoiling = @Sendable (inout Solution) -> Void

    static let spoilings: [(String, Spoiling)] = [
        ("o1 is assigned twice.", { $0.assignments.append($0.assignments[0]) }),
        ("o1 is assigned before it is placed.", { $0.assignments[0].assignedAt = 9 }),
        ("o1 is picked up before it is ready.", { $0.assignments[0].pickupAt = 19 }),
        ("o1 is picked up after the off-time of c1.", { $0.assignments[0].pickupAt = 301 }),
        ("c1 is not at r1 for a pickup.", { $0.moves[0].departedAt += 4 }),
        ("c1 is not at r1 for a pickup.", { $0.moves[1].departedAt -= 1 }),
        ("c1 is not at the door of o1.", { $0.moves[1].departedAt += 1 }),
        ("c1 is not at the door of o1.", { $0.orders[0].dropoffAt -= 1 }),
        ("c1 jumps to o2.", { $0.moves[1].origin = "o2" }),
        ("c1 jumps to the start.", { $0.moves[1].origin = nil }),
        ("c1 leaves before arriving.", { $0.moves[1].departedAt = 14 }),
        ("c1 leaves before arriving.", { $0.moves[0].departedAt = -1 }),
        ("o1 is assigned and never delivered.", { $0.orders.remove(at: 0) }),
        ("o2 is delivered without being assigned.", { $0.assignments.remove(at: 1) }),
        ("o1 is delivered otherwise than it was assigned.", { $0.orders[0].pickupAt += 1 }),
        ("o1 has other times than in the instance.", { $0.orders[0].placedAt += 1 }),
        ("An order is delivered twice.", { $0.orders.append($0.orders[0]) }),
        ("c9 is no courier.", { $0.assignments[0].courier = "c9" }),
        ("o9 is no order.", { $0.assignments[0].orders = ["o9"] }),
        ("r9 is no place.", { $0.moves[0].destination = "r9" }),
        ("o1+o2 is of several restaurants.", { $0.assignments[0].orders = ["o1", "o2"] }),
    ]

    private let day = smallDay(
        orders: [sampleOrder(), sampleOrder("o2", placedAt: 100, restaurant: 1, readyAt: 130)],
        restaurants: smallDay().restaurants + [Instance.Restaurant(id: "r2", location: Location(x: 100, y: 0))]
    )

    @Test("Each way to break the rules is found", arguments: spoilings)
    func spoilt(_ violation: String, _ spoil: Spoiling) throws {
        var solution = try Simulation(day).run(Greedy())
        #expect(FeasibilityCheck(day).violations(of: solution).isEmpty)
        spoil(&solution)
        let violations = FeasibilityCheck(day).violations(of: solution)
        #expect(violations.contains(violation), "\(violations)")
    }

    @Test("Doors in another order than assigned")
    func outOfOrder() throws {
        let day = smallDay(orders: [sampleOrder(), sampleOrder("o2", y: 900)])
        var solution = try Simulation(day).run(PlannerPolicy(for: day, prepositioning: false))
        #expect(solution.assignments.map(\.orders) == [["o1", "o2"]])
        solution.assignments[0].orders = ["o2", "o1"]
        #expect(FeasibilityCheck(day).violations(of: solution).contains("o1 is dropped off out of order."))
    }
}
