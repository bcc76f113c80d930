public import Dispatching

/// A simulated day under the problem's rules: where everybody is, what is open, and all that has been done.
public struct Day: Sendable {
    public let instance: Instance
    let travel: EuclideanTravel
    /// Minutes. Orders placed up to now are known, later ones are not.
    public internal(set) var now: Int
    /// By index into the instance's couriers.
    public internal(set) var couriers: [CourierState]
    /// Placed and not yet assigned: indices into the instance's orders, by the time they were placed.
    public internal(set) var open: [Int] = []
    /// Placed so far, assigned or not, by the time they were placed.
    public internal(set) var placed: [Int] = []
    public internal(set) var solution = Solution()

    init(_ instance: Instance, startingAt now: Int) {
        self.instance = instance
        self.now = now
        travel = EuclideanTravel(metersPerMinute: instance.rules.metersPerMinute)
        couriers = instance.couriers.map { CourierState(location: $0.location, place: nil, availableFrom: $0.onTime) }
    }

    /// Whole minutes of riding.
    func minutes(from origin: Location, to destination: Location) -> Int {
        Int(travel.minutes(from: origin, to: destination))
    }

    /// When a courier would pick something up at a restaurant if sent there now; nil where the shift ends before.
    func pickup(at restaurant: Int, readyAt: Int, by courier: Int) -> Int? {
        let state = couriers[courier]
        let place = instance.restaurants[restaurant].location
        let arrival = max(now, state.availableFrom) + minutes(from: state.location, to: place)
        let pickupAt = max(readyAt, arrival + instance.rules.pickupService / 2)
        return pickupAt <= instance.couriers[courier].offTime ? pickupAt : nil
    }
}

/// Where a courier is, or will be when what was given to the courier is done.
public struct CourierState: Hashable, Sendable {
    public var location: Location
    /// The id of the order or restaurant; nil at the on-location.
    public var place: String?
    /// Minutes.
    public var availableFrom: Int
}
