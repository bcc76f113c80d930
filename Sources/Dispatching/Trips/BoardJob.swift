/// A job that is there, or one that past demand lets expect.
struct BoardJob {
    let job: Job
    /// Minutes. Nobody can set out for it before: in the past for a job that is there.
    let knownAt: Double
    /// What its minutes count against those of a job that is there.
    let weight: Double

    /// One that is there.
    init(_ job: Job) {
        self.job = job
        knownAt = -.infinity
        weight = 1
    }

    /// One that is like a past order, so many minutes later.
    init(like past: PastOrder, after minutes: Double, weight: Double) {
        job = Job(
            id: "",
            restaurant: past.restaurant,
            dropoff: past.dropoff,
            placedAt: past.placedAt + minutes,
            readyAt: past.readyAt + minutes
        )
        knownAt = job.placedAt
        self.weight = weight
    }

    var isExpected: Bool { knownAt > -.infinity }
}

extension BoardJob {
    /// The orders of the last while once more in the next: a sample of what is likely to come, with its places, its times
    /// between order and kitchen, and its peaks.
    static func expected(from demand: [PastOrder], now: Double, parameters: Parameters) -> [BoardJob] {
        let minutes = parameters.expectationWindow
        let recent = demand.filter { $0.placedAt >= now - minutes && $0.placedAt < now }.sorted { $0.key < $1.key }
        let most = parameters.expectationLimit
        let sample = recent.count <= most ? recent : (0..<most).map { recent[$0 * recent.count / most] }
        return sample.map { BoardJob(like: $0, after: minutes, weight: parameters.expectationWeight) }
    }

    /// By ready time; equal ones in an order that does not depend on how they were handed in.
    static func precedes(_ one: BoardJob, _ other: BoardJob) -> Bool {
        (one.job.readyAt, one.job.placedAt, one.job.id, one.job.restaurant.id, one.job.dropoff.x, one.job.dropoff.y)
            < (
                other.job.readyAt, other.job.placedAt, other.job.id, other.job.restaurant.id, other.job.dropoff.x,
                other.job.dropoff.y
            )
    }
}

extension PastOrder {
    fileprivate var key: (Double, Double, String, Double, Double) {
        (placedAt, readyAt, restaurant.id, dropoff.x, dropoff.y)
    }
}
