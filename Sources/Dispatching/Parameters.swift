/// What the planner weighs and how far it looks. Minutes throughout, unless said otherwise.
public struct Parameters: Hashable, Sendable {
    /// Jobs ready and riders free later than this from now are left for later plans.
    public var horizon = 45.0
    /// Weight of a minute beyond the promise, on top of its weight as excess.
    public var latenessWeight = 0.5
    /// From order to door, as promised.
    public var promise = 40.0
    /// Weight of a minute of a rider's time against a minute of a customer's.
    public var riderMinuteWeight = 0.3
    /// Most jobs on one trip.
    public var bundleLimit = 3
    /// The food of a bundle is ready within so long.
    public var bundleSpread = 12.0
    /// Detour of a bundle's doors together, for each job beyond the first.
    public var bundleDetour = 15.0
    /// What it costs to leave a job to nobody, in weighted minutes.
    public var leavingPrice = 300.0
    /// And for each minute that its food has been ready.
    public var leavingPricePerMinute = 1.5
    /// Settle what leaves sooner than this from now: the time until the next plan, and until a rider has answered.
    public var commitWithin = 1.0
    /// How many riders each job's ranking names; 0 where nobody asks for rankings.
    public var rankingLength = 0

    public var sweeps = 4

    public init() {}
}
