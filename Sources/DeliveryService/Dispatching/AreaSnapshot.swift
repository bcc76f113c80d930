import Contracts
import Dispatching
import Storage

/// One area as it is at one moment: what the planner is asked about, and what its answer is checked against.
struct AreaSnapshot: Sendable {
    /// More is planned the next time.
    private static let jobLimit = 500
    private static let riderLimit = 500
    /// Nobody is fetched from further away, in minutes of riding.
    private static let reach = 20.0

    struct Candidate: Sendable {
        let rider: RiderID
        let location: Location
        let taken: [Delivery]
    }

    let now: Timestamp
    let jobs: [DeliveryID: Delivery]
    let candidates: [Candidate]

    var isWorthPlanning: Bool { !jobs.isEmpty && !candidates.isEmpty }

    static func take(
        of area: DispatchArea,
        _ available: [RiderID: RiderLocation],
        _ terms: Terms,
        ride: Ride,
        in transaction: Transaction
    ) throws -> AreaSnapshot {
        let waiting =
            try DeliveryTable.all(.open, in: area, limit: jobLimit, in: transaction)
            + DeliveryTable.all(.preparing, in: area, limit: jobLimit, in: transaction)
        let jobs = waiting.filter { $0.canBeOffered(.auto, terms) && $0.isPlaced }.prefix(jobLimit)
        let stores = Set(jobs.compactMap(\.errand.origin.location))
        let near = available.map { rider, location in
            (
                rider, location.location,
                stores.map { ride.travel.minutes(from: location.location, to: $0) }.min() ?? .infinity
            )
        }.filter { $0.2 <= reach }.sorted { ($0.2, $0.0) < ($1.2, $1.0) }.prefix(riderLimit)
        let candidates = try near.compactMap { rider, location, _ -> Candidate? in
            guard try RiderTable.find(rider, in: transaction) != nil else { return nil }
            let taken = try DeliveryTable.taken(by: rider, in: transaction)
            guard taken.count < terms.configuration.holdLimit else { return nil }
            return Candidate(rider: rider, location: location, taken: taken)
        }
        return AreaSnapshot(
            now: terms.now,
            jobs: Dictionary(uniqueKeysWithValues: jobs.map { ($0.id, $0) }),
            candidates: candidates
        )
    }

    /// - Parameter holdLimit: how many deliveries a rider may have at a time.
    func situation(holdLimit: Int) -> Situation {
        Situation(
            now: now.minutes,
            couriers: candidates.map { candidate in
                Courier(
                    id: candidate.rider.rawValue,
                    location: candidate.location,
                    availableFrom: now.minutes,
                    stops: Itinerary(candidate.taken).stops.compactMap { $0.forPlanner(at: now) },
                    room: holdLimit - candidate.taken.count
                )
            },
            jobs: jobs.values.compactMap { Job($0, at: now) }
        )
    }
}

extension Delivery {
    fileprivate var isPlaced: Bool { errand.origin.location != nil && errand.destination.location != nil }
}

extension Job {
    fileprivate init?(_ delivery: Delivery, at now: Timestamp) {
        let errand = delivery.errand
        guard let store = errand.origin.location, let door = errand.destination.location else { return nil }
        // A kitchen that is late may be done any moment.
        let readyAt = delivery.isReady ? delivery.readyAt ?? now : max(delivery.readyAt ?? now, now)
        self.init(
            id: delivery.id.rawValue,
            restaurant: Restaurant(id: errand.storeId.rawValue, location: store),
            dropoff: door,
            placedAt: delivery.createdAt.minutes,
            readyAt: readyAt.minutes
        )
    }
}

extension Itinerary.Stop {
    fileprivate func forPlanner(at now: Timestamp) -> Courier.Stop? {
        switch self {
        case .store(let store, let readyAt): store.location.map { .pickup($0, readyAt: (readyAt ?? now).minutes) }
        case .door(let door, _): door.location.map { .dropoff($0) }
        }
    }
}

extension Timestamp {
    /// As the planner counts.
    var minutes: Double { Double(milliseconds) / 60_000 }

    init(minutes: Double) { self.init(milliseconds: Int64((minutes * 60_000).rounded())) }
}
