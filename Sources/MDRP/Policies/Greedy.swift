/// Each order, as it is placed, to the courier who can pick it up first.
public struct Greedy: Policy {
    public init() {}

    public func decide(_ day: Day) -> [Decision] {
        var day = day
        var decisions: [Decision] = []
        for order in day.open {
            let facts = day.instance.orders[order]
            var best: (pickupAt: Int, courier: Int)?
            for courier in day.couriers.indices {
                guard let pickupAt = day.pickup(at: facts.restaurant, readyAt: facts.readyAt, by: courier) else {
                    continue
                }
                if best == nil || pickupAt < best!.pickupAt { best = (pickupAt, courier) }
            }
            guard let best else { continue }
            let decision = Decision.assign(courier: best.courier, orders: [order])
            // What is decided first is what the next order meets.
            guard (try? day.apply(decision)) != nil else { continue }
            decisions.append(decision)
        }
        return decisions
    }
}
