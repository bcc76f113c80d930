/// The board without a planner: a free courier takes the oldest ready order near by.
public struct OpenCall: Policy {
    /// Minutes of riding to the restaurant that a courier calls near.
    public var near = 12

    public init() {}

    public func decide(_ day: Day) -> [Decision] {
        var decisions: [Decision] = []
        var taken: Set<Int> = []
        let ready = day.open.filter { day.instance.orders[$0].readyAt <= day.now }
            .sorted { (day.instance.orders[$0].readyAt, $0) < (day.instance.orders[$1].readyAt, $1) }
        for courier in day.couriers.indices where day.couriers[courier].availableFrom <= day.now {
            let choice = ready.first { order in
                let facts = day.instance.orders[order]
                let ride = day.minutes(
                    from: day.couriers[courier].location,
                    to: day.instance.restaurants[facts.restaurant].location
                )
                return !taken.contains(order) && ride <= near
                    && day.pickup(at: facts.restaurant, readyAt: facts.readyAt, by: courier) != nil
            }
            if let choice {
                taken.insert(choice)
                decisions.append(.assign(courier: courier, orders: [choice]))
            }
        }
        return decisions
    }
}
