import Contracts
import Regions

/// Everything that is decided before a simulation begins: who is there, and what each means to do. The rest is up to the system.
///
/// Times are simulated seconds from the beginning, distances metres, money won.
public struct Scenario: Sendable, Hashable {
    public var name: String
    /// The second of the day at which it begins, for the clock on the screen.
    public var beginsAt: Int
    /// Nobody orders after this.
    public var length: Double
    var shops: [Shop]
    var shifts: [Shift]
    /// By the time of ordering.
    var errands: [Errand]
    var roads: Roads

    /// The sigungu that its stores and doors lie in, as region paths of two levels.
    var areas: [RegionPath] { Set(shifts.flatMap(\.areas)).sorted { $0.description < $1.description } }
    public var orderCount: Int { errands.count }
    public var riderCount: Int { shifts.count }
    public var storeCount: Int { shops.count }
}

/// A store and its kitchen.
struct Shop: Sendable, Hashable {
    struct Dish: Sendable, Hashable {
        var name: String
        var price: Int
    }

    var name: String
    var address: String
    var point: GeoPoint
    var dishes: [Dish]
    /// Of each dish at the beginning.
    var portions: Int
    /// How many orders are cooked at a time.
    var cooks: Int
}

/// A rider's working time.
struct Shift: Sendable, Hashable {
    var name: String
    var home: GeoPoint
    /// The sigungu whose boards the rider reads.
    var areas: [RegionPath]
    var onAt: Double
    var offAt: Double
    /// Of the rider's own chances.
    var seed: UInt64
}

/// One order as its customer means it, and what the store will make of it.
struct Errand: Sendable, Hashable {
    enum Cooking: Sendable, Hashable {
        case takes(Double)
        /// Ready at this time, whenever it was begun.
        case readyAt(Double)
    }

    var at: Double
    var customer: String
    var shop: Int
    var dish: Int
    var quantity: Int
    var address: String
    var door: GeoPoint

    var payAfter: Double
    /// The first card is declined.
    var isDeclinedFirst = false
    /// Asks to cancel so long after ordering.
    var cancelAfter: Double?
    var confirmAfter: Double
    /// 1 to 5; nil where the customer does not rate.
    var score: Int?

    var acceptAfter: Double
    /// Why the store rejects it; nil where it does not.
    var rejection: String?
    /// From acceptance to the stove.
    var startAfter: Double
    var cooking: Cooking
}

/// How riders get about.
struct Roads: Sendable, Hashable {
    /// Along the straight line.
    var metersPerSecond: Double
    /// Seconds at a store, half before the pickup and half after it; and at a door.
    var storeService: Double
    var doorService: Double
    /// Riders do not claim what lies farther away.
    var reach: Double
}
