/// What stands behind an offer: the trip as it is planned, and why this rider was asked.
public struct DeliveryOffer: Codable, Hashable, Sendable {
    /// The parts of the planner's score, in minutes; the lower the better.
    public struct Score: Codable, Hashable, Sendable {
        /// The parts weighed and added up.
        public var total: Double
        /// From order to door, beyond what a rider already waiting at the store would need.
        public var excess: Double
        /// From order to door, beyond what was promised.
        public var lateness: Double
        /// Of the rider's own time.
        public var riderMinutes: Double

        public init(total: Double, excess: Double, lateness: Double, riderMinutes: Double) {
            self.total = total
            self.excess = excess
            self.lateness = lateness
            self.riderMinutes = riderMinutes
        }
    }

    /// The how manieth offer of this delivery: 1 for the first.
    public var attempt: Int
    public var pickupAt: Timestamp
    public var dropoffAt: Timestamp
    /// The deliveries that are offered to the same rider for the same trip.
    public var alongside: [DeliveryID]?
    public var score: Score

    public init(
        attempt: Int,
        pickupAt: Timestamp,
        dropoffAt: Timestamp,
        alongside: [DeliveryID]?,
        score: Score
    ) {
        self.attempt = attempt
        self.pickupAt = pickupAt
        self.dropoffAt = dropoffAt
        self.alongside = alongside
        self.score = score
    }
}
