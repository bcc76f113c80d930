/// The minutes that a stop takes beside the ride: parking, walking, handing over.
public struct ServiceTimes: Hashable, Sendable {
    /// From arriving at the restaurant to holding the food, if it is ready.
    public var beforePickup: Double
    /// From holding the food to riding on.
    public var afterPickup: Double
    /// From arriving at the door to the food's being delivered.
    public var beforeDropoff: Double
    /// From delivering to riding on.
    public var afterDropoff: Double

    public init(beforePickup: Double, afterPickup: Double, beforeDropoff: Double, afterDropoff: Double) {
        self.beforePickup = beforePickup
        self.afterPickup = afterPickup
        self.beforeDropoff = beforeDropoff
        self.afterDropoff = afterDropoff
    }

    /// Four minutes at the restaurant and four at the door, half before and half after the moment itself, as in the
    /// Meal Delivery Routing Problem.
    public static let usual = ServiceTimes(beforePickup: 2, afterPickup: 2, beforeDropoff: 2, afterDropoff: 2)
}
