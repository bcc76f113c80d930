/// A delivery that no rider has yet, as the planner sees one.
public struct Job: Hashable, Sendable {
    public var id: String
    /// Jobs of one restaurant can be carried on one trip.
    public var restaurant: Restaurant
    public var dropoff: Location
    /// Minutes. When the customer ordered.
    public var placedAt: Double
    /// Minutes. When the food is expected to be ready, or was.
    public var readyAt: Double

    public init(id: String, restaurant: Restaurant, dropoff: Location, placedAt: Double, readyAt: Double) {
        self.id = id
        self.restaurant = restaurant
        self.dropoff = dropoff
        self.placedAt = placedAt
        self.readyAt = readyAt
    }
}

/// Where food is picked up.
public struct Restaurant: Hashable, Sendable {
    public var id: String
    public var location: Location

    public init(id: String, location: Location) {
        self.id = id
        self.location = location
    }
}
