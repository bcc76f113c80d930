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

    /// Whether a record is still as it was read.
    static func isUnchanged(_ notification: Notification, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            "SELECT 1 AS found FROM notification WHERE id = $1 AND version = $2",
            [.text(notification.id.rawValue), SQLValue(notification.version)]
        ) { _ in true } ?? false
    }

    /// The one a provider's result is about: by the provider's name for it, else by our own that it gave back.
    static func find(
        messageKey: String,
        or id: NotificationID?,
        in transaction: Transaction
    ) throws -> Notification? {
        let known = try transaction.first(
            "SELECT * FROM notification WHERE message_key = $1",
            [.text(messageKey)],
            notification
        )
        if let known { return known }
        guard let found = try id.flatMap({ try find($0, in: transaction) }), found.messageKey == nil else { return nil }
        return found
    }

    static func insert(_ draft: NotificationDraft, position: Int64, in transaction: Transaction) throws {
        let notification = draft.notification
        try transaction.execute(
            """
            INSERT INTO notification (id, position, event_id, event_type, order_id, customer_id, channel, role,
                recipient_id, content, traceparent, created_at, status, phone, provider, attempts, result_code, reason,
                postponements, next_attempt_at, sent_at, version, route)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
                $23)
            """,
            [
                .text(notification.id.rawValue), .integer(position), .text(notification.eventId),
                SQLValue(notification.eventType?.rawValue), SQLValue(notification.orderId?.rawValue),
                SQLValue(notification.customerId?.rawValue), .text(Notification.channel),
                .text(notification.role.rawValue), .text(notification.recipientId),
                .text(draft.content), .text(notification.traceparent),
                .integer(notification.createdAt.milliseconds), .text(notification.status.rawValue),
                SQLValue(notification.phone?.digits), SQLValue(notification.provider?.rawValue),
                SQLValue(draft.attempts), SQLValue(notification.resultCode),
                SQLValue(notification.reason), SQLValue(notification.postponements),
                .integer(notification.nextAttemptAt.milliseconds), SQLValue(notification.sentAt?.milliseconds),
                SQLValue(notification.version), .text(notification.route.rawValue),
            ]
        )
    }

    static func update(_ notification: Notification, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE notification SET status = $2, phone = $3, provider = $4, attempts = $5, result_code = $6,
                reason = $7, postponements = $8, next_attempt_at = $9, sent_at = $10, version = $11, route = $12,
                dispatch_key = $13, message_key = $14, next_inquiry_at = $15, inquiries = $16, resends = $17
            WHERE id = $1
            """,
            [
                .text(notification.id.rawValue), .text(notification.status.rawValue),
                SQLValue(notification.phone?.digits), SQLValue(notification.provider?.rawValue),
                SQLValue(try attempts(of: notification)), SQLValue(notification.resultCode),
                SQLValue(notification.reason), SQLValue(notification.postponements),
                .integer(notification.nextAttemptAt.milliseconds), SQLValue(notification.sentAt?.milliseconds),
                SQLValue(notification.version), .text(notification.route.rawValue),
                SQLValue(notification.dispatchKey), SQLValue(notification.messageKey),
                SQLValue(notification.nextInquiryAt?.milliseconds), SQLValue(notification.inquiries),
                SQLValue(notification.resends),
            ]
        )
    }

    /// Takes the numbers out of a customer's records, but for those on their way.
    static func forgetPhones(of customer: CustomerID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE notification SET phone = NULL
            WHERE customer_id = $1 AND role = 'customer' AND status NOT IN ('PENDING', 'SENDING')
            """,
            [.text(customer.rawValue)]
        )
    }

    static func attempts(of notification: Notification) throws -> String? {
        notification.attempts.isEmpty ? nil : try JSON.text(notification.attempts)
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
            reason: row.optionalText("reason"),
            postponements: row.integer("postponements"),
            nextAttemptAt: Timestamp(milliseconds: row.long("next_attempt_at")),
            sentAt: row.optionalLong("sent_at").map(Timestamp.init(milliseconds:)),
            version: row.integer("version"),
            route: try value(row.text("route")),
            dispatchKey: row.optionalText("dispatch_key"),
            messageKey: row.optionalText("message_key"),
            nextInquiryAt: row.optionalLong("next_inquiry_at").map(Timestamp.init(milliseconds:)),
            inquiries: row.integer("inquiries"),
            resends: row.integer("resends")
        )
    }

    static func value<Value: RawRepresentable>(_ text: String) throws -> Value where Value.RawValue == String {
        guard let value = Value(rawValue: text) else { throw UnknownColumnValue(text: text) }
        return value
    }
}

/// A row holds a word this program does not know: it was written by a newer one.
struct UnknownColumnValue: Error {
    let text: String
}
