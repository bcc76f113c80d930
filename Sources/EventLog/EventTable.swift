import Contracts
import Storage

/// The rows of the log.
enum EventTable {
    struct Logged: Sendable {
        var event: Event
        var copyTopic: String?
    }

    static func insert(_ logged: Logged, in transaction: Transaction) throws {
        let event = logged.event
        guard case .data(let data) = event.body else { preconditionFailure("an event is logged before it is received") }
        try transaction.execute(
            """
            INSERT INTO event (sequence, id, type, subject, time, correlation_id, causation_id, traceparent, data, copy_topic)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            [
                .integer(event.sequence), .text(event.id), .text(event.type.rawValue), .text(event.subject),
                .integer(event.time.milliseconds), .text(event.correlationID), .text(event.causationID),
                .text(event.traceparent), .text(data), SQLValue(logged.copyTopic),
            ]
        )
    }

    static func events(after sequence: Int64, limit: Int, in transaction: Transaction) throws -> [Logged] {
        try transaction.all(
            """
            SELECT sequence, id, type, subject, time, correlation_id, causation_id, traceparent, data, copy_topic
            FROM event WHERE sequence > $1 ORDER BY sequence LIMIT $2
            """,
            [.integer(sequence), .integer(Int64(limit))],
            logged
        )
    }

    private static func logged(_ row: Row) throws -> Logged {
        guard let type = EventType(rawValue: row.text("type")) else {
            throw UnknownEventType(name: row.text("type"), sequence: row.long("sequence"))
        }
        return Logged(
            event: Event(
                id: row.text("id"),
                type: type,
                subject: row.text("subject"),
                time: Timestamp(milliseconds: row.long("time")),
                sequence: row.long("sequence"),
                correlationID: row.text("correlation_id"),
                causationID: row.text("causation_id"),
                traceparent: row.text("traceparent"),
                body: .data(row.text("data"))
            ),
            copyTopic: row.optionalText("copy_topic")
        )
    }
}

/// The log holds a type this program does not know: it was written by a newer one.
struct UnknownEventType: Error {
    let name: String
    let sequence: Int64
}
