import Contracts
import Dispatching

/// What a rider has still to do, stop by stop: the food in hand first, then store by store in the order of claiming.
struct Itinerary: Sendable {
    enum Stop: Hashable, Sendable {
        case store(Place, readyAt: Timestamp?)
        case door(Place, DeliveryID)
    }

    let stops: [Stop]

    /// - Parameter taken: what the rider holds or is offered.
    init(_ taken: [Delivery]) {
        let taken = taken.sorted { ($0.claimedAt ?? .never, $0.id) < ($1.claimedAt ?? .never, $1.id) }
        var stops = taken.filter { $0.status == .pickedUp }.map(Self.door)
        var waiting = taken.filter { $0.status != .pickedUp }
        while let next = waiting.first {
            let trip = waiting.filter { $0.errand.storeId == next.errand.storeId }
            stops.append(.store(next.errand.origin, readyAt: trip.compactMap(\.readyAt).max()))
            stops += trip.map(Self.door)
            waiting.removeAll { $0.errand.storeId == next.errand.storeId }
        }
        self.stops = stops
    }

    /// When each door is likely to be reached.
    ///
    /// - Parameter start: where the rider is; nil where that is not known.
    func doors(from start: Location?, at now: Timestamp, by ride: Ride) -> [DeliveryID: Timestamp] {
        var doors: [DeliveryID: Timestamp] = [:]
        var time = now
        var here = start
        for stop in stops {
            switch stop {
            case .store(let store, let readyAt):
                time = time + ride.time(from: here, to: store.location) + ride.beforePickup
                if let readyAt { time = max(time, readyAt) }
                time = time + ride.afterPickup
                here = store.location ?? here
            case .door(let door, let id):
                time = time + ride.time(from: here, to: door.location) + ride.beforeDropoff
                doors[id] = time
                time = time + ride.afterDropoff
                here = door.location ?? here
            }
        }
        return doors
    }

    private static func door(of delivery: Delivery) -> Stop { .door(delivery.errand.destination, delivery.id) }
}

extension Place {
    /// For the planner; nil where the place is not known.
    var location: Location? {
        guard let lat, let lon else { return nil }
        return Location(lat: lat, lon: lon)
    }
}

extension Timestamp {
    fileprivate static let never = Timestamp(milliseconds: .max)
}
