import Contracts
import Dispatching

/// When the food is likely at the door: from the kitchen's time, the plan, and where the rider is.
struct Forecast: Sendable {
    /// To find a rider and for that rider to reach the store, as long as nobody has taken the delivery.
    private static let search: Duration = .seconds(8 * 60)
    /// A time that has passed is moved on by so much.
    private static let soon: Duration = .seconds(2 * 60)

    let sightings: RiderSightings
    let ride = Ride()

    /// - Parameter others: what its holder has besides.
    /// - Returns: nil where it is there, or never will be.
    func door(of delivery: Delivery, beside others: [Delivery], at now: Timestamp) -> Timestamp? {
        switch delivery.status {
        case .preparing, .open:
            way(of: delivery, from: max(delivery.readyAt ?? now, now + Self.search))
        case .offered:
            max(delivery.offer?.dropoffAt ?? now, now + Self.soon)
        case .claimed, .pickedUp:
            held(delivery, beside: others, at: now)
        case .delivered, .cancelled:
            nil
        }
    }

    /// Whether it is known where a rider is.
    func sees(_ rider: RiderID, at now: Timestamp) -> Bool { sightings.sight(of: rider, at: now).location != nil }

    private func held(_ delivery: Delivery, beside others: [Delivery], at now: Timestamp) -> Timestamp? {
        let others = others.filter { $0.id != delivery.id && $0.holder != nil }
        let start = delivery.riderId.flatMap { sightings.sight(of: $0, at: now).location?.location }
        return Itinerary(others + [delivery]).doors(from: start, at: now, by: ride)[delivery.id]
    }

    private func way(of delivery: Delivery, from readyAt: Timestamp) -> Timestamp {
        let errand = delivery.errand
        return readyAt + ride.afterPickup + ride.time(from: errand.origin.location, to: errand.destination.location)
            + ride.beforeDropoff
    }
}
