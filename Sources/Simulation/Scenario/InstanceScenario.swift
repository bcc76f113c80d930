import Contracts
import Dispatching
public import Foundation
import MDRP
import Regions

/// A day of the Meal Delivery Routing Problem, laid over Seoul: its places keep their distances, and each gets the address
/// of the dong it falls in.
public struct InstanceScenario: Sendable {
    public var folder: URL
    /// Only the busiest window of so many minutes; nil for the whole day.
    public var minutes: Int?
    /// At most so many orders and riders, the first ones; nil for all.
    public var orders: Int?
    public var riders: Int?
    public var seed: UInt64

    public init(folder: URL, minutes: Int?, orders: Int?, riders: Int?, seed: UInt64) {
        self.folder = folder
        self.minutes = minutes
        self.orders = orders
        self.riders = riders
        self.seed = seed
    }

    /// - Throws: ``SimulationFailure`` with what is wrong with the folder.
    public func scenario() throws(SimulationFailure) -> Scenario {
        do {
            return try scenario(of: try Instance(reading: folder))
        } catch let failure as SimulationFailure {
            throw failure
        } catch {
            throw SimulationFailure("The instance cannot be read: \(error).")
        }
    }

    func scenario(of instance: Instance) throws(SimulationFailure) -> Scenario {
        let placed = instance.orders.map(\.placedAt)
        guard let first = placed.min(), let last = placed.max() else {
            throw SimulationFailure("The instance \(instance.name) has no orders.")
        }
        let window = minutes.map { Self.busiest($0, of: placed) } ?? first...last
        let map = Overlay(instance)
        var chances = SeededGenerator(seed: seed)
        let orders = instance.orders.filter { window.contains($0.placedAt) }.sorted { $0.placedAt < $1.placedAt }
        let errands = orders.prefix(orderLimit).map { Self.errand($0, window.lowerBound, map, &chances) }
        let couriers = instance.couriers.filter { $0.onTime <= window.upperBound && $0.offTime > window.lowerBound }
        let shops = instance.restaurants.map { map.shop($0, portions: max(20, 3 * errands.count)) }
        let areas = Array(Set((errands.map(\.door) + shops.map(\.point)).compactMap(map.area)))
        let shifts = couriers.prefix(riders ?? .max).map {
            Self.shift($0, window.lowerBound, areas, map, &chances)
        }
        guard !shifts.isEmpty else {
            throw SimulationFailure("The instance \(instance.name) has no riders at that time.")
        }
        return Scenario(
            name: instance.name,
            beginsAt: window.lowerBound * 60,
            length: Double(window.upperBound - window.lowerBound + 1) * 60,
            shops: shops,
            shifts: shifts,
            errands: errands,
            roads: Roads(
                metersPerSecond: instance.rules.metersPerMinute / 60,
                storeService: Double(instance.rules.pickupService) * 60,
                doorService: Double(instance.rules.dropoffService) * 60,
                reach: .infinity
            )
        )
    }

    private var orderLimit: Int { orders ?? .max }

    /// The window of that length in which most orders are placed.
    static func busiest(_ minutes: Int, of placed: [Int]) -> ClosedRange<Int> {
        let sorted = placed.sorted()
        var best = (count: 0, from: sorted.first ?? 0)
        var first = 0
        for (index, time) in sorted.enumerated() {
            while time - sorted[first] >= minutes { first += 1 }
            if index - first + 1 > best.count { best = (index - first + 1, sorted[first]) }
        }
        return best.from...(best.from + max(1, minutes) - 1)
    }

    private static func errand(
        _ order: Instance.Order,
        _ begin: Int,
        _ map: Overlay,
        _ chances: inout SeededGenerator
    ) -> Errand {
        let door = map.point(order.dropoff)
        let placed = Double(order.placedAt - begin) * 60
        return Errand(
            at: placed,
            customer: chances.personName(),
            shop: order.restaurant,
            dish: 0,
            quantity: 1,
            address: map.address(door, Int.random(in: 1...400, using: &chances)),
            door: door,
            // The problem knows an order from its placement: everything before the stove happens at once.
            payAfter: 0,
            confirmAfter: chances.seconds(60...600),
            score: chances.chance(0.6) ? Int.random(in: 1...5, using: &chances) : nil,
            acceptAfter: 0,
            startAfter: 0,
            cooking: .readyAt(Double(order.readyAt - begin) * 60)
        )
    }

    private static func shift(
        _ courier: Instance.Courier,
        _ begin: Int,
        _ areas: [RegionPath],
        _ map: Overlay,
        _ chances: inout SeededGenerator
    ) -> Shift {
        Shift(
            name: chances.personName(),
            home: map.point(courier.location),
            areas: areas,
            onAt: max(0, Double(courier.onTime - begin) * 60),
            offAt: Double(courier.offTime - begin) * 60,
            seed: chances.next()
        )
    }
}

/// The instance's plane, its middle laid on Seoul's.
private struct Overlay {
    private let middle: Location

    init(_ instance: Instance) {
        let places = instance.restaurants.map(\.location) + instance.orders.map(\.dropoff)
        func middle(_ values: [Double]) -> Double { ((values.min() ?? 0) + (values.max() ?? 0)) / 2 }
        self.middle = Location(x: middle(places.map(\.x)), y: middle(places.map(\.y)))
    }

    func point(_ location: Location) -> GeoPoint {
        Ground.middleOfSeoul.moved(east: location.x - middle.x, north: location.y - middle.y)
    }

    func area(_ point: GeoPoint) -> RegionPath? {
        guard let levels = RegionIndex.shared.region(nearestTo: point)?.topicLevels else { return nil }
        return RegionPath("\(levels.sido)/\(levels.sigungu)")
    }

    func address(_ point: GeoPoint, _ lot: Int) -> String {
        guard let region = RegionIndex.shared.region(nearestTo: point) else { return "서울 중구 태평로1가 \(lot)" }
        return "\(region.sido) \(region.sigungu) \(region.dong) \(lot)"
    }

    func shop(_ restaurant: Instance.Restaurant, portions: Int) -> Shop {
        let point = point(restaurant.location)
        return Shop(
            name: "식당 \(restaurant.id)",
            address: address(point, 1),
            point: point,
            dishes: [Shop.Dish(name: "한 그릇", price: 12_000)],
            portions: portions,
            cooks: .max
        )
    }
}
