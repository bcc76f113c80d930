import Contracts
import EventLog
import ServiceKit
import Storage

/// Tells customers anew when their food comes, where that has moved far enough to be worth a message.
struct Retimer: Sendable {
    private static let limit = 5_000
    private static let batchLimit = 200
    /// Somebody is on the way: every minute counts.
    private static let stepUnderWay: Duration = .seconds(60)
    /// Nobody is: the time slips as long as nobody is found.
    private static let stepWaiting: Duration = .seconds(300)

    let book: DeliveryBook
    let clock: WallClock

    func look() async throws {
        let now = clock.now
        let moved = try await book.log.database.read { [self] transaction in
            try movedUnderWay(at: now, in: transaction) + movedWaiting(at: now, in: transaction)
        }
        var rest = moved[...]
        while !rest.isEmpty {
            let batch = Array(rest.prefix(Self.batchLimit))
            rest = rest.dropFirst(Self.batchLimit)
            try await book.log.database.write { [book] transaction in
                for id in batch {
                    guard var delivery = try DeliveryTable.find(id, in: transaction) else { continue }
                    let cause = Cause.own(IDText.make(at: now))
                    try book.change(&delivery, cause: cause, at: now, in: transaction) { $0.retime() }
                }
            }
        }
    }

    private func movedUnderWay(at now: Timestamp, in transaction: Transaction) throws -> [DeliveryID] {
        let held =
            try DeliveryTable.all(.claimed, limit: Self.limit, in: transaction)
            + DeliveryTable.all(.pickedUp, limit: Self.limit, in: transaction)
        return Dictionary(grouping: held, by: \.riderId).flatMap { rider, deliveries in
            let isSeen = rider.map { book.forecast.sees($0, at: now) } ?? false
            return deliveries.filter { delivery in
                // Nobody knows where the rider is: what was said stands until it has passed.
                if !isSeen, let told = delivery.etaAt, told > now { return false }
                return hasMoved(delivery, beside: deliveries, by: Self.stepUnderWay, at: now)
            }.map(\.id)
        }
    }

    private func movedWaiting(at now: Timestamp, in transaction: Transaction) throws -> [DeliveryID] {
        try [DeliveryStatus.preparing, .open, .offered].flatMap { status in
            try DeliveryTable.all(status, limit: Self.limit, in: transaction)
                .filter { hasMoved($0, beside: [], by: Self.stepWaiting, at: now) }.map(\.id)
        }
    }

    private func hasMoved(
        _ delivery: Delivery,
        beside others: [Delivery],
        by step: Duration,
        at now: Timestamp
    ) -> Bool {
        guard let door = book.forecast.door(of: delivery, beside: others, at: now) else { return false }
        guard let told = delivery.etaAt else { return true }
        return door - told >= step || told - door >= step
    }
}
