import Dispatching
import Testing

@testable import MDRP

/// Each policy on days small enough to follow by hand. The courier is 5 minutes from the restaurant (450 m at 100 m a
/// minute), the door 8 (720 m).
@Suite("The rules of the day")
struct DayTests {
    @Test("Greedy sets out at once and waits; the planner sets out in time; the order is as fast as can be with both")
    func oneOrder() throws {
        let day = smallDay()
        let delivered = Solution.DeliveredOrder(
            order: "o1",
            placedAt: 10,
            readyAt: 20,
            pickupAt: 20,
            dropoffAt: 32,
            courier: "c1"
        )
        let greedy = try Simulation(day).run(Greedy())
        #expect(greedy.orders == [delivered])
        #expect(greedy.assignments.map(\.assignedAt) == [10])
        #expect(greedy.moves.map(\.departedAt) == [10, 22])
        #expect(greedy.moves.map(\.origin) == [nil, "r1"])
        #expect(greedy.moves.map(\.destination) == ["r1", "o1"])

        let planned = try Simulation(day).run(PlannerPolicy(for: day, prepositioning: false))
        #expect(planned.orders == [delivered])
        #expect(planned.assignments.map(\.assignedAt) == [13])
        #expect(planned.moves.map(\.departedAt) == [13, 22])

        let called = try Simulation(day).run(OpenCall())
        #expect(called.assignments.map(\.assignedAt) == [20])
        #expect(called.orders.map(\.pickupAt) == [27])
        #expect(called.orders.map(\.dropoffAt) == [39])
    }

    @Test("A pickup may be at the off-time, and not a minute after", arguments: [(17, true), (16, false)])
    func offTime(_ off: Int, _ isDelivered: Bool) throws {
        let day = smallDay(couriers: [sampleCourier(off: off)], orders: [sampleOrder(readyAt: 12)])
        for solution in [
            try Simulation(day).run(Greedy()), try Simulation(day).run(PlannerPolicy(for: day, prepositioning: false)),
        ] {
            #expect(solution.orders.map(\.pickupAt) == (isDelivered ? [17] : []))
        }
    }

    @Test("Nobody leaves before the on-time")
    func onTime() throws {
        let day = smallDay(couriers: [sampleCourier(on: 30)])
        let solution = try Simulation(day).run(PlannerPolicy(for: day, prepositioning: false))
        #expect(solution.moves.first?.departedAt == 30)
        #expect(solution.orders.map(\.pickupAt) == [37])
    }

    @Test("A bundle is ready with its last order, and its doors follow one another")
    func bundle() throws {
        let day = smallDay(orders: [sampleOrder(), sampleOrder("o2", y: 900, placedAt: 11, readyAt: 21)])
        let solution = try Simulation(day).run(PlannerPolicy(for: day, prepositioning: false))
        #expect(solution.assignments.map(\.orders) == [["o1", "o2"]])
        #expect(solution.assignments.map(\.pickupAt) == [21])
        // Off at 23, 8 to the first door and 2; 2 more, 2 to the second and 2.
        #expect(solution.orders.map(\.dropoffAt) == [33, 39])
    }

    @Test("Afterwards the courier stands at the last door")
    func lastDoor() throws {
        let day = smallDay(orders: [sampleOrder(), sampleOrder("o2", placedAt: 100, readyAt: 101)])
        let solution = try Simulation(day).run(Greedy())
        #expect(solution.moves.map(\.origin) == [nil, "r1", "o1", "r1"])
        #expect(solution.moves.last { $0.destination == "r1" }?.departedAt == 100)
        #expect(solution.orders.last?.pickupAt == 110)
    }

    @Test("With prepositioning an idle courier goes where orders come from, and is there for the next")
    func prepositioning() throws {
        let orders = (0..<12).map { sampleOrder("o\($0)", y: 300, placedAt: 10 + 10 * $0, readyAt: 11 + 10 * $0) }
        let couriers = [sampleCourier("c1", x: 0), sampleCourier("c2", x: 0), sampleCourier("c3", x: 900)]
        let day = smallDay(couriers: couriers, orders: orders)
        let stay = try Simulation(day).run(PlannerPolicy(for: day, prepositioning: false))
        let ahead = try Simulation(day).run(PlannerPolicy(for: day, prepositioning: true))
        #expect(FeasibilityCheck(day).violations(of: ahead).isEmpty)
        #expect(ahead.moves.count > 2 * ahead.assignments.count)
        #expect(stay.moves.count <= 2 * stay.assignments.count)
        let waiting = Measures(stay, of: day).readyToPickup.mean
        #expect(Measures(ahead, of: day).readyToPickup.mean < waiting)
    }

    @Test("Days without couriers or without orders end at once")
    func empty() throws {
        let nobody = smallDay(couriers: [])
        #expect(try Simulation(nobody).run(Greedy()) == Solution())
        let nothing = smallDay(orders: [])
        #expect(try Simulation(nothing).run(PlannerPolicy(for: nothing, prepositioning: true)) == Solution())
    }

    @Test("A decision that the rules forbid is an error")
    func forbidden() {
        struct Stubborn: Policy {
            let decision: Decision
            func decide(_ day: Day) -> [Decision] { day.now < 10 ? [] : [decision] }
        }
        let day = smallDay(
            orders: [sampleOrder(), sampleOrder("o2", restaurant: 1)],
            restaurants: smallDay().restaurants + [Instance.Restaurant(id: "r2", location: Location(x: 1, y: 1))]
        )
        for decision: Decision in [
            .assign(courier: 0, orders: []), .assign(courier: 0, orders: [0, 0]), .assign(courier: 0, orders: [0, 1]),
        ] {
            #expect(throws: RuleViolation.self) { try Simulation(day).run(Stubborn(decision: decision)) }
        }
    }
}
