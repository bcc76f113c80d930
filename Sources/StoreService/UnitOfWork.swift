import Contracts
import EventLog
import Storage

/// One transaction in progress: what it writes to, why, and when.
struct UnitOfWork {
    let transaction: Transaction
    let log: EventLog
    let cause: Cause
    let now: Timestamp

    func emit(_ events: [NewEvent]) throws {
        try log.append(events, cause: cause, at: now, in: transaction)
    }
}
