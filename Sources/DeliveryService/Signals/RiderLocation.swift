import Contracts
import Dispatching
import Regions

/// Where a rider says to be: the payload of `riders/{riderId}/location`.
struct RiderLocation: Codable, Hashable, Sendable {
    /// Phones' clocks differ a little.
    private static let clockTolerance: Duration = .seconds(10)

    let lat: Double
    let lon: Double
    let at: Timestamp

    /// - Throws: `DropReason` where it says nothing new about where the rider is now.
    func check(after last: RiderLocation?, lifetime: Duration, now: Timestamp) throws(DropReason) {
        guard Korea.hasLand(near: GeoPoint(lat: lat, lon: lon)) else { throw .outOfRange }
        guard at <= now + Self.clockTolerance else { throw .future }
        guard isFresh(lifetime: lifetime, now: now) else { throw .stale }
        if let last, last.at >= at { throw .outOfOrder }
    }

    func isFresh(lifetime: Duration, now: Timestamp) -> Bool { at > now - lifetime }

    /// For the planner.
    var location: Location { Location(lat: lat, lon: lon) }
}
