/// An order of the last hour, whatever became of it: the next ones are likely to be like it.
public struct PastOrder: Hashable, Sendable {
    public var restaurant: Restaurant
    public var dropoff: Location
    /// Minutes.
    public var placedAt: Double
    /// Minutes. When the food was ready, or is expected to be.
    public var readyAt: Double

    public init(restaurant: Restaurant, dropoff: Location, placedAt: Double, readyAt: Double) {
        self.restaurant = restaurant
        self.dropoff = dropoff
        self.placedAt = placedAt
        self.readyAt = readyAt
    }
}
