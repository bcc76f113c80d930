import Contracts
import Synchronization

/// What was committed and not yet published, handed to the relay without a way through the database.
///
/// It holds everything since it was last taken, or says that it does not. The database remains the truth: after a
/// fault, at the start, and where more was committed than is kept here, the relay reads there.
final class Handover: Sendable {
    private static let limit = 2_000

    struct Batch: Sendable {
        var events: [EventTable.Logged] = []
        var snapshots: [RetainedTable.Snapshot] = []
        /// Whether something was committed that is not here.
        var isIncomplete = false

        var count: Int { events.count + snapshots.count }

        /// Whether all that was committed after the position is here, and nothing before it.
        func follows(_ position: RelayPosition) -> Bool {
            guard !isIncomplete else { return false }
            if let first = snapshots.first, first.revision <= position.revision { return false }
            guard let first = events.first?.event.sequence, let last = events.last?.event.sequence else { return true }
            return first == position.sequence + 1 && last == position.sequence + Int64(events.count)
        }
    }

    private let waiting = Mutex(Batch())

    /// In the order of the commits.
    func add(events: [EventTable.Logged] = [], snapshots: [RetainedTable.Snapshot] = []) {
        waiting.withLock { waiting in
            guard !waiting.isIncomplete, waiting.count < Self.limit else {
                waiting = Batch(isIncomplete: true)
                return
            }
            waiting.events += events
            waiting.snapshots += snapshots
        }
    }

    func take() -> Batch {
        waiting.withLock { waiting in
            defer { waiting = Batch() }
            return waiting
        }
    }
}
