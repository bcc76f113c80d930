public import Contracts
public import Storage
import Synchronization

/// The log of one service's events, and the retained snapshots that follow from them, in the service's own database.
///
/// Both are written in the transaction that changes the state; the ``Relay`` publishes what was committed.
public final class EventLog: Sendable {
    public let context: EventContext
    public let database: Database
    /// Raised after each commit that appended or retained something.
    let changed = Signal()
    /// What those commits wrote, for the relay.
    let handover = Handover()
    private let revision: Mutex<Int64>

    /// Makes the log's tables where they are missing.
    public init(context: EventContext, database: Database) async throws {
        self.context = context
        self.database = database
        try database.migrate(EventLogSchema.migrations)
        let last = try await database.read { transaction in
            let newest = try transaction.first("SELECT MAX(revision) AS revision FROM retained") {
                $0.optionalLong("revision")
            }
            return try max((newest ?? nil) ?? 0, RelayPosition.load(in: transaction).revision)
        }
        self.revision = Mutex(last)
    }

    /// Numbers the events and appends them. The numbers have no gaps: the writer is alone, and what it undoes was never there.
    ///
    /// - Returns: the events as they will be published.
    @discardableResult
    public func append(
        _ events: [NewEvent],
        cause: Cause,
        at time: Timestamp,
        in transaction: Transaction
    ) throws -> [Event] {
        guard !events.isEmpty else { return [] }
        var sequence = try head(in: transaction)
        var appended: [EventTable.Logged] = []
        appended.reserveCapacity(events.count)
        for event in events {
            sequence += 1
            let numbered = Event(
                id: IDText.make(at: time),
                type: event.type,
                subject: event.subject,
                time: time,
                sequence: sequence,
                correlationID: event.correlationID,
                causationID: cause.id,
                traceparent: cause.traceparent,
                body: .data(try event.json ?? JSON.text(event.data))
            )
            let logged = EventTable.Logged(event: numbered, copyTopic: event.copyTopic)
            try EventTable.insert(logged, in: transaction)
            appended.append(logged)
        }
        transaction.afterCommit { [appended, handover, changed] in
            handover.add(events: appended)
            changed.raise()
        }
        return appended.map(\.event)
    }

    /// Sets the retained message of a topic.
    ///
    /// - Parameter expiresAt: when the broker may forget it; nil keeps it until it is cleared.
    public func retain(
        _ topic: String,
        _ payload: some Encodable,
        expiresAt: Timestamp? = nil,
        at time: Timestamp,
        in transaction: Transaction
    ) throws {
        try setRetained(topic, try JSON.text(payload), expiresAt: expiresAt, at: time, in: transaction)
    }

    /// Clears the retained message of a topic.
    public func clear(_ topic: String, at time: Timestamp, in transaction: Transaction) throws {
        try setRetained(topic, nil, expiresAt: nil, at: time, in: transaction)
    }

    private func setRetained(
        _ topic: String,
        _ payload: String?,
        expiresAt: Timestamp?,
        at time: Timestamp,
        in transaction: Transaction
    ) throws {
        let next = revision.withLock { revision in
            revision += 1
            return revision
        }
        let snapshot = RetainedTable.Snapshot(topic: topic, payload: payload, expiresAt: expiresAt, revision: next)
        try RetainedTable.upsert(snapshot, at: time, in: transaction)
        transaction.afterCommit { [handover, changed] in
            handover.add(snapshots: [snapshot])
            changed.raise()
        }
    }

    /// The last number given out; 0 before the first event.
    public func head(in transaction: Transaction) throws -> Int64 {
        try transaction.first("SELECT MAX(sequence) AS head FROM event") { $0.optionalLong("head") ?? 0 } ?? 0
    }
}

extension EventLog: EventReader {
    public func events(after sequence: Int64, limit: Int) async throws -> [Event] {
        try await database.read { try EventTable.events(after: sequence, limit: limit, in: $0).map(\.event) }
    }
}
