/// One trip of a rider: a job, or a bundle of one restaurant.
public struct Assignment: Hashable, Sendable {
    public var courier: String
    /// 0 for the rider's next trip, 1 for the one after it and so on.
    public var turn: Int
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
        turn: Int,
        jobs: [String],
        departAt: Double,
        pickupAt: Double,
        dropoffsAt: [Double],
        isDue: Bool,
        score: Score
    ) {
        self.courier = courier
        self.turn = turn
        self.jobs = jobs
        self.departAt = departAt
        self.pickupAt = pickupAt
        self.dropoffsAt = dropoffsAt
        self.isDue = isDue
        self.score = score
    }
}
