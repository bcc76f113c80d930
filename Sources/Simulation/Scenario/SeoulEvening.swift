import Contracts
import Foundation
import Regions

/// A weekday evening in five gu of Seoul, around the dinner peak: the same for the same seed.
public struct SeoulEvening: Sendable {
    public var orders: Int
    public var riders: Int
    public var stores: Int
    public var minutes: Int
    public var seed: UInt64

    public init(orders: Int, riders: Int, stores: Int, minutes: Int, seed: UInt64) {
        self.orders = orders
        self.riders = riders
        self.stores = stores
        self.minutes = minutes
        self.seed = seed
    }

    /// Straight as the crow flies, with lights and detours in it: about 25 km/h along the roads.
    private static let roads = Roads(metersPerSecond: 5.3, storeService: 60, doorService: 120, reach: 4000)
    private static let beginsAt = (17 * 60 + 30) * 60
    /// A dong's streets lie about so far around its middle, in metres.
    private static let spread = 400.0

    public var scenario: Scenario {
        var chances = SeededGenerator(seed: seed)
        let length = Double(minutes) * 60
        let shops = (0..<stores).map { shop($0, &chances) }
        let gus = shops.map(\.gu)
        let shifts = (0..<riders).map { shift($0, gus, length, &chances) }
        let errands = arrivals(length, &chances).map { errand(at: $0, shops, &chances) }
        return Scenario(
            name: "seoul-evening",
            beginsAt: Self.beginsAt,
            length: length,
            shops: shops.map(\.shop),
            shifts: shifts,
            errands: errands,
            roads: Self.roads
        )
    }

    /// A store, and what of it the drawing of its customers needs.
    private struct Place {
        let gu: String
        let kind: Menus.Kind
        let shop: Shop
    }

    private func shop(_ number: Int, _ chances: inout SeededGenerator) -> Place {
        // In turn, so that a small town too has every gu once.
        let gus = Self.gus
        let gu = gus[number % gus.count]
        let dong = chances.pick(SeoulStreets.all.filter { $0.gu == gu })
        let kind = chances.pick(Menus.kinds)
        let address = Self.address(in: dong, &chances)
        let shop = Shop(
            name: "\(dong.name.dropLast())\(kind.word) \(number + 1)호점",
            address: address.text,
            point: address.point,
            dishes: kind.dishes,
            portions: max(20, orders),
            cooks: Int.random(in: 3...5, using: &chances)
        )
        return Place(gu: gu, kind: kind, shop: shop)
    }

    /// Riders live where the stores are.
    private func shift(
        _ number: Int,
        _ gus: [String],
        _ length: Double,
        _ chances: inout SeededGenerator
    ) -> Shift {
        let gu = gus[number % gus.count]
        let dong = chances.pick(SeoulStreets.all.filter { $0.gu == gu })
        return Shift(
            name: chances.personName(),
            home: Self.address(in: dong, &chances).point,
            areas: RegionPath("서울/\(gu)").map { [$0] } ?? [],
            onAt: 0,
            offAt: .infinity,
            seed: chances.next()
        )
    }

    /// The times of ordering: quiet at first, a peak a little after the middle, then falling.
    private func arrivals(_ length: Double, _ chances: inout SeededGenerator) -> [Double] {
        var times: [Double] = []
        while times.count < orders {
            let share = Double.random(in: 0..<1, using: &chances)
            let fromPeak = (share - 0.55) / 0.2
            let density = 0.3 + 0.7 * exp(-fromPeak * fromPeak / 2)
            if chances.chance(density) { times.append(share * length) }
        }
        return times.sorted()
    }

    private func errand(at time: Double, _ places: [Place], _ chances: inout SeededGenerator) -> Errand {
        let number = Int.random(in: 0..<places.count, using: &chances)
        let place = places[number]
        let dong = chances.pick(SeoulStreets.all.filter { $0.gu == place.gu })
        let address = Self.address(in: dong, &chances)
        var errand = Errand(
            at: time,
            customer: chances.personName(),
            shop: number,
            dish: Int.random(in: 0..<place.shop.dishes.count, using: &chances),
            quantity: chances.pick([1, 1, 1, 2, 2, 3]),
            address: address.text,
            door: address.point,
            payAfter: chances.seconds(5...60),
            confirmAfter: chances.seconds(60...600),
            acceptAfter: chances.seconds(15...120),
            startAfter: chances.seconds(10...180),
            cooking: .takes(chances.seconds(place.kind.cooking))
        )
        errand.isDeclinedFirst = chances.chance(0.03)
        if chances.chance(0.06) { errand.cancelAfter = chances.seconds(2...300) }
        if chances.chance(0.03) { errand.rejection = chances.pick(Menus.reasons) }
        if chances.chance(0.6) { errand.score = chances.pick([5, 5, 5, 4, 4, 3, 2, 1]) }
        return errand
    }

    private static let gus = SeoulStreets.all.map(\.gu).reduce(into: [String]()) { gus, gu in
        if gus.last != gu { gus.append(gu) }
    }

    private static func address(
        in dong: SeoulStreets.Dong,
        _ chances: inout SeededGenerator
    ) -> (text: String, point: GeoPoint) {
        let text =
            "서울 \(dong.gu) \(chances.pick(dong.streets)) \(Int.random(in: 1...40, using: &chances)) (\(dong.name))"
        let middle = RegionIndex.shared.region(path: "서울/\(dong.gu)/\(dong.name)")?.point ?? Ground.cityHall
        let point = middle.moved(
            east: chances.seconds(-spread...spread),
            north: chances.seconds(-spread...spread)
        )
        return (text, point)
    }
}
