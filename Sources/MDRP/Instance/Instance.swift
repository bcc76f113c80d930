public import Dispatching

/// A day of the Meal Delivery Routing Problem: couriers, orders, restaurants and the rules' parameters. Times are whole
/// minutes, places metres.
public struct Instance: Sendable {
    public var name: String
    public var couriers: [Courier]
    public var orders: [Order]
    public var restaurants: [Restaurant]
    public var rules: Rules

    public init(name: String, couriers: [Courier], orders: [Order], restaurants: [Restaurant], rules: Rules = Rules()) {
        self.name = name
        self.couriers = couriers
        self.orders = orders
        self.restaurants = restaurants
        self.rules = rules
    }
}

extension Instance {
    public struct Courier: Hashable, Sendable {
        public var id: String
        /// Where the courier stands at `onTime`.
        public var location: Location
        public var onTime: Int
        /// No pickup later than this.
        public var offTime: Int

        public init(id: String, location: Location, onTime: Int, offTime: Int) {
            self.id = id
            self.location = location
            self.onTime = onTime
            self.offTime = offTime
        }
    }

    public struct Order: Hashable, Sendable {
        public var id: String
        public var dropoff: Location
        public var placedAt: Int
        /// Index into the instance's restaurants.
        public var restaurant: Int
        public var readyAt: Int

        public init(id: String, dropoff: Location, placedAt: Int, restaurant: Int, readyAt: Int) {
            self.id = id
            self.dropoff = dropoff
            self.placedAt = placedAt
            self.restaurant = restaurant
            self.readyAt = readyAt
        }
    }

    public struct Restaurant: Hashable, Sendable {
        public var id: String
        public var location: Location

        public init(id: String, location: Location) {
            self.id = id
            self.location = location
        }
    }

    /// The numbers of `instance_parameters.txt`.
    public struct Rules: Hashable, Sendable {
        public var metersPerMinute = 320.0
        /// Minutes, half before the pickup and half after it.
        public var pickupService = 4
        /// Minutes, half before the drop-off and half after it.
        public var dropoffService = 4
        /// Minutes.
        public var targetClickToDoor = 40
        /// Minutes.
        public var maximumClickToDoor = 90
        public var payPerOrder = 10.0
        public var guaranteedPayPerHour = 15.0

        public init() {}
    }
}
