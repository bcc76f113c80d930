import Contracts
import Regions

/// How far a ride is, and what it pays.
struct Route: Hashable, Sendable {
    /// Roads are longer than the great circle by about this much in Korean cities.
    private static let detour = 1.3
    /// Where a point is not known.
    private static let usualMeters = 1500
    /// Places are known to their dong: two in one dong are still some streets apart.
    private static let leastMeters = 700

    let meters: Int

    init(meters: Int) { self.meters = meters }

    init(from origin: Place, to destination: Place) {
        guard let start = origin.point, let end = destination.point else {
            self.init(meters: Self.usualMeters)
            return
        }
        self.init(meters: max(Self.leastMeters, Int((start.distance(to: end) * Self.detour).rounded())))
    }

    /// Won: 3,000, and 100 for each 100 m begun beyond the first kilometre, at most 10,000.
    var fee: Int {
        let begun = (max(0, meters - 1000) + 99) / 100
        return min(10_000, 3000 + 100 * begun)
    }
}

extension Place {
    fileprivate var point: GeoPoint? {
        guard let lat, let lon else { return nil }
        return GeoPoint(lat: lat, lon: lon)
    }
}
