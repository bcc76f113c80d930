/// A rider as the planner sees one.
public struct Courier: Hashable, Sendable {
    public var id: String
    /// Where the rider is, or will be at `availableFrom`.
    public var location: Location
    /// Minutes. From when the rider can leave `location`: in the past for one who stands there idle.
    public var availableFrom: Double
    /// Minutes. No pickup later than this; doors may come later.
    public var offAt: Double
    /// What the rider has still to do, in order, before anything new.
    public var stops: [Stop]
    /// How many more jobs the rider may take on now.
    public var room: Int

    public init(
        id: String,
        location: Location,
        availableFrom: Double,
        offAt: Double = .infinity,
        stops: [Stop] = [],
        room: Int = 3
    ) {
        self.id = id
        self.location = location
        self.availableFrom = availableFrom
        self.offAt = offAt
        self.stops = stops
        self.room = room
    }
}

extension Courier {
    /// One stop of what a rider has already taken on.
    public enum Stop: Hashable, Sendable {
        /// At a restaurant, where the food is ready at a time in minutes.
        case pickup(Location, readyAt: Double)
        /// At a customer's door.
        case dropoff(Location)
    }
}
