/// Why a rider is, or is not, the one for a trip: the parts of its cost, the lower the better.
public struct Score: Hashable, Sendable {
    /// Minutes from order to door beyond what a rider already waiting at the restaurant would need, over all jobs.
    public var excess: Double
    /// Minutes from order to door beyond what was promised, over all jobs.
    public var lateness: Double
    /// Minutes of riding, waiting and serving that the trip takes of the rider's time.
    public var riderMinutes: Double
    /// The parts weighed by ``Parameters`` and added up.
    public var total: Double

    public init(excess: Double, lateness: Double, riderMinutes: Double, total: Double) {
        self.excess = excess
        self.lateness = lateness
        self.riderMinutes = riderMinutes
        self.total = total
    }
}
