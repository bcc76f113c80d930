/// All that a plan is made from. Times are minutes since any moment that the caller keeps to.
public struct Situation: Sendable {
    public var now: Double
    /// Everybody who may be given something, those under way included.
    public var couriers: [Courier]
    /// Everything that nobody has yet, food still in the kitchen included.
    public var jobs: [Job]
    /// Orders of the last hour or so, for advance moves. Empty: nobody is moved ahead.
    public var demand: [PastOrder]

    public init(now: Double, couriers: [Courier], jobs: [Job], demand: [PastOrder] = []) {
        self.now = now
        self.couriers = couriers
        self.jobs = jobs
        self.demand = demand
    }
}

/// An order that was placed, whatever became of it: where the next ones are likely to come from.
public struct PastOrder: Hashable, Sendable {
    public var restaurant: Restaurant
    /// Minutes.
    public var placedAt: Double

    public init(restaurant: Restaurant, placedAt: Double) {
        self.restaurant = restaurant
        self.placedAt = placedAt
    }
}
