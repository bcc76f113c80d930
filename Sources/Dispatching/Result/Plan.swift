/// What should happen, as things stand. Only what is due binds anybody; the rest is thought over again with the next plan.
public struct Plan: Sendable {
    /// At most one a rider, each job in at most one. Those due first.
    public var assignments: [Assignment]
    /// Jobs that no rider can take for now, oldest first.
    public var unassigned: [String]
    /// Where idle riders should wait for what is likely to come.
    public var moves: [AdvanceMove]
    /// For each job, the best riders first, if it went alone: whom to ask, and whom to ask next.
    public var rankings: [String: [RankedCourier]]

    public init(
        assignments: [Assignment] = [],
        unassigned: [String] = [],
        moves: [AdvanceMove] = [],
        rankings: [String: [RankedCourier]] = [:]
    ) {
        self.assignments = assignments
        self.unassigned = unassigned
        self.moves = moves
        self.rankings = rankings
    }
}

/// One rider's next trip: a job, or a bundle of one restaurant.
public struct Assignment: Hashable, Sendable {
    public var courier: String
    /// In the order of their doors.
    public var jobs: [String]
    /// Minutes. The latest departure that costs nobody anything.
    public var departAt: Double
    /// Minutes.
    public var pickupAt: Double
    /// Minutes, of each job.
    public var dropoffsAt: [Double]
    /// Whether it has to be settled now, being due to leave before the next plan is made.
    public var isDue: Bool
    public var score: Score

    public init(
        courier: String,
        jobs: [String],
        departAt: Double,
        pickupAt: Double,
        dropoffsAt: [Double],
        isDue: Bool,
        score: Score
    ) {
        self.courier = courier
        self.jobs = jobs
        self.departAt = departAt
        self.pickupAt = pickupAt
        self.dropoffsAt = dropoffsAt
        self.isDue = isDue
        self.score = score
    }
}

/// A rider for one job by itself.
public struct RankedCourier: Hashable, Sendable {
    public var courier: String
    /// Minutes.
    public var departAt: Double
    /// Minutes.
    public var pickupAt: Double
    /// Minutes.
    public var dropoffAt: Double
    public var score: Score

    public init(courier: String, departAt: Double, pickupAt: Double, dropoffAt: Double, score: Score) {
        self.courier = courier
        self.departAt = departAt
        self.pickupAt = pickupAt
        self.dropoffAt = dropoffAt
        self.score = score
    }
}

/// An idle rider, sent to wait where orders come from.
public struct AdvanceMove: Hashable, Sendable {
    public var courier: String
    public var restaurant: Restaurant
    /// Minutes of riding.
    public var minutes: Double
    /// Recent orders for each rider near by, where the rider is now.
    public var demandHere: Double
    /// The same at the restaurant, with this rider there.
    public var demandThere: Double

    public init(courier: String, restaurant: Restaurant, minutes: Double, demandHere: Double, demandThere: Double) {
        self.courier = courier
        self.restaurant = restaurant
        self.minutes = minutes
        self.demandHere = demandHere
        self.demandThere = demandThere
    }
}
