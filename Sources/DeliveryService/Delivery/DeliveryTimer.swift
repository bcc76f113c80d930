import Contracts
import EventLog
import ServiceKit
import Storage

/// Wakes deliveries whose time has come: an offer that nobody answered, an announcement that nobody took, a claim that
/// was not picked up.
struct DeliveryTimer: Sendable {
    private static let batchLimit = 200

    let book: DeliveryBook
    let clock: WallClock

    func look() async throws {
        let now = clock.now
        let database = book.log.database
        let due = try await database.read { try DeliveryTable.due(at: now, limit: Self.batchLimit, in: $0) }
        guard !due.isEmpty else { return }
        try await database.write { [book] transaction in
            for id in due {
                guard var delivery = try DeliveryTable.find(id, in: transaction) else { continue }
                let cause = Cause.own(IDText.make(at: now))
                let mode = try DispatchModeTable.mode(of: delivery.errand.region, in: transaction)
                try book.change(&delivery, cause: cause, at: now, in: transaction) { delivery in
                    delivery.wake(mode: mode, book.terms(at: now))
                }
            }
        }
    }
}
