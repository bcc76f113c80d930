import Contracts
import ServiceKit
import Storage

/// The rows of notifications.
enum NotificationTable {
    static func find(_ id: NotificationID, in transaction: Transaction) throws -> Notification? {
        try transaction.first("SELECT * FROM notification WHERE id = $1", [.text(id.rawValue)], notification)
    }

    /// Whether an event has been recorded; all its records are written at once.
    static func hasRecord(of eventId: String, in transaction: Transaction) throws -> Bool {
        try transaction.first("SELECT 1 AS found FROM notification WHERE event_id = $1 LIMIT 1", [.text(eventId)]) {
            _ in
            true
        } ?? false
    }

    static func insert(_ notification: Notification, position: Int64, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO notification (id, position, event_id, event_type, order_id, customer_id, channel, role,
                recipient_id, content, traceparent, created_at, status, phone, result_code, postponements,
                next_attempt_at, version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            """,
            [
                .text(notification.id.rawValue), .integer(position), .text(notification.eventId),
                SQLValue(notification.eventType?.rawValue), SQLValue(notification.orderId?.rawValue),
                SQLValue(notification.customerId?.rawValue), .text(Notification.channel),
                .text(notification.role.rawValue), .text(notification.recipientId),
                .text(try JSON.text(notification.content)), .text(notification.traceparent),
                .integer(notification.createdAt.milliseconds), .text(notification.status.rawValue),
                SQLValue(notification.phone?.digits), SQLValue(notification.resultCode),
                SQLValue(notification.postponements), .integer(notification.nextAttemptAt.milliseconds),
                SQLValue(notification.version),
            ]
        )
    }

    static func update(_ notification: Notification, in transaction: Transaction) throws {
        let attempts = notification.attempts.isEmpty ? nil : try JSON.text(notification.attempts)
        try transaction.execute(
            """
            UPDATE notification SET status = $2, phone = $3, provider = $4, attempts = $5, result_code = $6,
                postponements = $7, next_attempt_at = $8, sent_at = $9, version = $10
            WHERE id = $1
            """,
            [
                .text(notification.id.rawValue), .text(notification.status.rawValue),
                SQLValue(notification.phone?.digits), SQLValue(notification.provider?.rawValue), SQLValue(attempts),
                SQLValue(notification.resultCode), SQLValue(notification.postponements),
                .integer(notification.nextAttemptAt.milliseconds), SQLValue(notification.sentAt?.milliseconds),
                SQLValue(notification.version),
            ]
        )
    }

    static func notification(_ row: Row) throws -> Notification {
        Notification(
            id: NotificationID(trusted: row.text("id")),
            eventId: row.text("event_id"),
            eventType: try row.optionalText("event_type").map(value),
            orderId: row.optionalText("order_id").map(OrderID.init(trusted:)),
            customerId: row.optionalText("customer_id").map(CustomerID.init(trusted:)),
            role: try value(row.text("role")),
            recipientId: row.text("recipient_id"),
            content: try JSON.decode(NotificationContent.self, from: row.text("content")),
            createdAt: Timestamp(milliseconds: row.long("created_at")),
            traceparent: row.text("traceparent"),
            status: try value(row.text("status")),
            phone: row.optionalText("phone").flatMap(PhoneNumber.init),
            provider: try row.optionalText("provider").map(value),
            attempts: try row.optionalText("attempts").map { try JSON.decode([Notification.Attempt].self, from: $0) }
                ?? [],
            resultCode: row.optionalText("result_code"),
            postponements: row.integer("postponements"),
            nextAttemptAt: Timestamp(milliseconds: row.long("next_attempt_at")),
            sentAt: row.optionalLong("sent_at").map(Timestamp.init(milliseconds:)),
            version: row.integer("version")
        )
    }

    private static func value<Value: RawRepresentable>(_ text: String) throws -> Value where Value.RawValue == String {
        guard let value = Value(rawValue: text) else { throw UnknownColumnValue(text: text) }
        return value
    }
}

/// A row holds a word this program does not know: it was written by a newer one.
struct UnknownColumnValue: Error {
    let text: String
}
