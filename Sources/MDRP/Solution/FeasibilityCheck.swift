import Dispatching

/// Whether a solution keeps to the rules, found out from the solution alone: what the problem's public evaluator demands,
/// and some of the rules that it takes on trust.
public struct FeasibilityCheck: Sendable {
    let instance: Instance
    let couriers: [String: Instance.Courier]
    let orders: [String: Instance.Order]
    let places: [String: Location]

    public init(_ instance: Instance) {
        self.instance = instance
        couriers = Dictionary(instance.couriers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        orders = Dictionary(instance.orders.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let places = instance.orders.map { ($0.id, $0.dropoff) } + instance.restaurants.map { ($0.id, $0.location) }
        self.places = Dictionary(places, uniquingKeysWith: { first, _ in first })
    }

    /// What breaks the rules, each in a sentence. Empty: the solution is feasible.
    public func violations(of solution: Solution) -> [String] {
        let unknown = unknownIDs(in: solution)
        guard unknown.isEmpty else { return unknown }
        return violationsOfAssignments(solution) + violationsOfOrders(solution) + violationsOfMoves(solution)
    }

    private func unknownIDs(in solution: Solution) -> [String] {
        let couriers =
            solution.assignments.map(\.courier) + solution.orders.map(\.courier) + solution.moves.map(\.courier)
        let orders = solution.assignments.flatMap(\.orders) + solution.orders.map(\.order)
        let places = solution.moves.flatMap { [$0.origin, $0.destination].compactMap { $0 } }
        return couriers.filter { self.couriers[$0] == nil }.map { "\($0) is no courier." }
            + orders.filter { self.orders[$0] == nil }.map { "\($0) is no order." }
            + places.filter { self.places[$0] == nil }.map { "\($0) is no place." }
    }

    private func violationsOfAssignments(_ solution: Solution) -> [String] {
        var violations: [String] = []
        var assigned: Set<String> = []
        for assignment in solution.assignments {
            let facts = assignment.orders.map { orders[$0]! }
            let name = assignment.orders.joined(separator: "+")
            for order in assignment.orders where !assigned.insert(order).inserted {
                violations.append("\(order) is assigned twice.")
            }
            if Set(facts.map(\.restaurant)).count > 1 { violations.append("\(name) is of several restaurants.") }
            if facts.contains(where: { assignment.assignedAt < $0.placedAt }) {
                violations.append("\(name) is assigned before it is placed.")
            }
            if assignment.pickupAt > couriers[assignment.courier]!.offTime {
                violations.append("\(name) is picked up after the off-time of \(assignment.courier).")
            }
            if facts.contains(where: { assignment.pickupAt < $0.readyAt }) {
                violations.append("\(name) is picked up before it is ready.")
            }
        }
        return violations
    }

    private func violationsOfOrders(_ solution: Solution) -> [String] {
        var violations: [String] = []
        let delivered = Dictionary(solution.orders.map { ($0.order, $0) }, uniquingKeysWith: { first, _ in first })
        if delivered.count < solution.orders.count { violations.append("An order is delivered twice.") }
        for order in solution.orders {
            let facts = orders[order.order]!
            if order.placedAt != facts.placedAt || order.readyAt != facts.readyAt {
                violations.append("\(order.order) has other times than in the instance.")
            }
        }
        var left = Set(delivered.keys)
        for assignment in solution.assignments {
            var earliest = Int.min
            for id in assignment.orders {
                left.remove(id)
                guard let order = delivered[id] else {
                    violations.append("\(id) is assigned and never delivered.")
                    continue
                }
                if order.courier != assignment.courier || order.pickupAt != assignment.pickupAt {
                    violations.append("\(id) is delivered otherwise than it was assigned.")
                }
                if order.dropoffAt < earliest { violations.append("\(id) is dropped off out of order.") }
                earliest = order.dropoffAt + instance.rules.dropoffService
            }
        }
        return violations + left.sorted().map { "\($0) is delivered without being assigned." }
    }
}
