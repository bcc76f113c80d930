import Contracts
import Storage

/// How far a consumer has come in a context, and what it had to leave aside.
struct ConsumerCursor: Sendable {
    let consumer: String
    let context: EventContext

    func load(in transaction: Transaction) throws -> Int64 {
        try transaction.first(
            "SELECT sequence FROM cursor WHERE consumer = $1 AND context = $2",
            [.text(consumer), .text(context.rawValue)]
        ) { $0.long("sequence") } ?? 0
    }

    func save(_ sequence: Int64, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO cursor (consumer, context, sequence) VALUES ($1, $2, $3)
            ON CONFLICT (consumer, context) DO UPDATE SET sequence = excluded.sequence
            """,
            [.text(consumer), .text(context.rawValue), .integer(sequence)]
        )
    }

    /// Leaves an event aside with the reason, so that one bad event never stops the rest.
    func park(_ event: Event, reason: String, at time: Timestamp, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO parked_event (consumer, context, sequence, event_id, type, reason, parked_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (consumer, context, sequence) DO NOTHING
            """,
            [
                .text(consumer), .text(context.rawValue), .integer(event.sequence), .text(event.id),
                .text(event.type.rawValue), .text(reason), .integer(time.milliseconds),
            ]
        )
    }
}
