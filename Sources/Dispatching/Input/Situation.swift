/// All that a plan is made from. Times are minutes since any moment that the caller keeps to.
public struct Situation: Sendable {
    public var now: Double
    /// Everybody who may be given something, those under way included.
    public var couriers: [Courier]
    /// Everything that nobody has yet, food still in the kitchen included.
    public var jobs: [Job]
    /// The orders of the last hour. Empty: the plan looks no further than the jobs that are there, and moves nobody ahead.
    public var demand: [PastOrder]

    public init(now: Double, couriers: [Courier], jobs: [Job], demand: [PastOrder] = []) {
        self.now = now
        self.couriers = couriers
        self.jobs = jobs
        self.demand = demand
    }
}
