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
