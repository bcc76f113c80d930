/// What the planner weighs and how far it looks. Minutes throughout, unless said otherwise.
///
/// The values were settled on the public instances of the Meal Delivery Routing Problem, on those with fewer riders and with
/// half the restaurants as well, so that they fit no single day; `baedal dispatch evaluate` measures them.
public struct Parameters: Hashable, Sendable {
    // MARK: What counts

    /// From order to door, as promised to customers: the problem's target.
    public var promise = 40.0
    /// Weight of a minute beyond the promise, on top of its weight as excess. More brings the latest tenth forward, at the
    /// cost of the mean.
    public var latenessWeight = 2.0
    /// Weight of a minute of a rider's time against a minute of a customer's. Little: the food waits for nobody, and what a
    /// rider's time is worth to others the search sees for itself.
    public var riderMinuteWeight = 0.02
    /// What it costs to leave a job to nobody for now, in weighted minutes: more than being over three hours late.
    public var leavingPrice = 1000.0
    /// And for each minute that its food has been ready, so that the oldest go first.
    public var leavingPricePerMinute = 1.5

    // MARK: How far it looks

    /// Jobs ready and riders free later than this from now are left for later plans: about the longest cooking time.
    public var horizon = 45.0
    /// The orders of the last so many minutes are expected once more in the next.
    public var expectationWindow = 30.0
    /// Weight of the minutes of an expected order against those of one that is there: some will come and some will not.
    public var expectationWeight = 0.5
    /// Most expected orders, a sample where there were more: what a second's work allows.
    public var expectationLimit = 200
    /// How often the search for better routes goes over everything, at most. It rarely finds more after two.
    public var sweeps = 2

    // MARK: Bundles

    /// Most jobs on one trip: what a box holds.
    public var bundleLimit = 3
    /// The food of a bundle is ready within so long.
    public var bundleSpread = 20.0
    /// Detour of a bundle's doors together, for each job beyond the first. Both only keep out what never pays.
    public var bundleDetour = 25.0
    /// Most bundles of each size that are thought of for one restaurant.
    public var bundlesPerRestaurant = 100

    // MARK: Advance moves

    /// Whether idle riders are sent ahead of orders.
    public var movesAhead = false
    /// A rider is idle when there was nothing to do for so long, and nothing is planned.
    public var idleBeforeMove = 3.0
    /// Longest ride ahead.
    public var moveReach = 12.0
    /// How many times the demand for each rider there must be of that here.
    public var moveGain = 1.3
    /// How long an order counts as recent demand.
    public var demandMemory = 60.0
    /// Demand and riders so many minutes away count 1/e of those on the spot.
    public var nearnessDecay = 5.0

    // MARK: The caller's

    /// Settle what leaves sooner than this from now: the time until the next plan, and until a rider has answered.
    public var commitWithin = 1.0
    /// How many riders each job's ranking names; 0 where nobody asks for rankings.
    public var rankingLength = 0

    public init() {}
}
