/// Decides, each minute, from what is known by then.
public protocol Policy {
    mutating func decide(_ day: Day) -> [Decision]
}

/// Lets a day go by, minute by minute.
public struct Simulation: Sendable {
    public let instance: Instance

    public init(_ instance: Instance) { self.instance = instance }

    /// - Parameter progress: told the part of the day that is over, from 0 to 1.
    public func run(_ policy: some Policy, progress: (Double) -> Void = { _ in }) throws(RuleViolation) -> Solution {
        let arriving = instance.orders.indices.sorted {
            (instance.orders[$0].placedAt, $0) < (instance.orders[$1].placedAt, $1)
        }
        guard let first = arriving.first, let end = instance.couriers.map(\.offTime).max() else { return Solution() }
        let begin = min(instance.orders[first].placedAt, instance.couriers.map(\.onTime).min()!)

        var policy = policy
        var day = Day(instance, startingAt: begin)
        var next = 0
        // Nothing can be picked up once the last courier has gone.
        while day.now <= end, next < arriving.count || !day.open.isEmpty {
            while next < arriving.count, instance.orders[arriving[next]].placedAt <= day.now {
                day.open.append(arriving[next])
                day.placed.append(arriving[next])
                next += 1
            }
            for decision in policy.decide(day) { try day.apply(decision) }
            day.now += 1
            progress(Double(day.now - begin) / Double(end - begin + 1))
        }
        return day.solution
    }
}
