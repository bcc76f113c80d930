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
