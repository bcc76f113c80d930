import Contracts
import Storage

/// What waits, and for how long.
enum NotificationQueue {
    /// As much of a waiting message as it takes to choose what goes next.
    struct Waiting: Sendable {
        let id: NotificationID
        let position: Int64
        let eventType: EventType?
        let role: RecipientRole
        let orderId: OrderID?
        let recipientId: String
        let phone: String
        let route: Notification.Route
        let dispatchKey: String?
    }

    /// Those that are due to be sent, in the order in which they were recorded.
    static func due(at now: Timestamp, limit: Int, in transaction: Transaction) throws -> [Waiting] {
        try transaction.all(
            """
            SELECT id, position, event_type, role, order_id, recipient_id, phone, route, dispatch_key
            FROM notification WHERE status = 'PENDING' AND phone IS NOT NULL AND next_attempt_at <= $1
            ORDER BY next_attempt_at, position LIMIT $2
            """,
            [.integer(now.milliseconds), .integer(Int64(limit))]
        ) { row in
            Waiting(
                id: NotificationID(trusted: row.text("id")),
                position: row.long("position"),
                eventType: try row.optionalText("event_type").map(NotificationTable.value),
                role: try NotificationTable.value(row.text("role")),
                orderId: row.optionalText("order_id").map(OrderID.init(trusted:)),
                recipientId: row.text("recipient_id"),
                phone: row.text("phone"),
                route: try NotificationTable.value(row.text("route")),
                dispatchKey: row.optionalText("dispatch_key")
            )
        }
    }

    static func isAnythingDue(at now: Timestamp, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            """
            SELECT 1 AS found FROM notification
            WHERE status = 'PENDING' AND phone IS NOT NULL AND next_attempt_at <= $1 LIMIT 1
            """,
            [.integer(now.milliseconds)]
        ) { _ in true } ?? false
    }

    /// Those of a request that is to be repeated, all of them.
    static func repeated(under key: String, in transaction: Transaction) throws -> [Notification] {
        try transaction.all(
            "SELECT * FROM notification WHERE status = 'PENDING' AND dispatch_key = $1 ORDER BY position",
            [.text(key)],
            NotificationTable.notification
        )
    }

    /// A customer's that no request was ever made for.
    static func unsent(to customer: CustomerID, in transaction: Transaction) throws -> [Notification] {
        try transaction.all(
            """
            SELECT * FROM notification
            WHERE customer_id = $1 AND role = 'customer' AND status = 'PENDING' AND dispatch_key IS NULL
            """,
            [.text(customer.rawValue)],
            NotificationTable.notification
        )
    }

    /// Those on their way: in a request now, or when the last process ended.
    static func sending(in transaction: Transaction) throws -> [Notification] {
        try transaction.all(
            "SELECT * FROM notification WHERE status = 'SENDING' ORDER BY position",
            [],
            NotificationTable.notification
        )
    }

    /// The numbers to which something is on its way.
    static func busyPhones(in transaction: Transaction) throws -> Set<String> {
        Set(
            try transaction.all("SELECT phone FROM notification WHERE status = 'SENDING' AND phone IS NOT NULL") {
                $0.text("phone")
            }
        )
    }

    /// What the same person was told later about the same order.
    static func laterTypes(than waiting: Waiting, in transaction: Transaction) throws -> [EventType] {
        guard let orderId = waiting.orderId else { return [] }
        return try transaction.all(
            """
            SELECT event_type FROM notification
            WHERE order_id = $1 AND role = $2 AND recipient_id = $3 AND position > $4 AND event_type IS NOT NULL
            """,
            [
                .text(orderId.rawValue), .text(waiting.role.rawValue), .text(waiting.recipientId),
                .integer(waiting.position),
            ]
        ) { try NotificationTable.value($0.text("event_type")) }
    }

    /// The next ones whose recipient's number must be asked for.
    static func toAddress(at now: Timestamp, limit: Int, in transaction: Transaction) throws -> [Notification] {
        try transaction.all(
            """
            SELECT * FROM notification WHERE status = 'PENDING' AND phone IS NULL AND next_attempt_at <= $1
            ORDER BY next_attempt_at, position LIMIT $2
            """,
            [.integer(now.milliseconds), .integer(Int64(limit))],
            NotificationTable.notification
        )
    }

    /// The next ones whose result is to be asked for, with the provider's names for them where it gave any.
    static func toInquire(
        at now: Timestamp,
        limit: Int,
        in transaction: Transaction
    ) throws -> [(id: NotificationID, messageKey: String?)] {
        try transaction.all(
            """
            SELECT id, message_key FROM notification
            WHERE next_inquiry_at IS NOT NULL AND next_inquiry_at <= $1 ORDER BY next_inquiry_at LIMIT $2
            """,
            [.integer(now.milliseconds), .integer(Int64(limit))]
        ) { (NotificationID(trusted: $0.text("id")), $0.optionalText("message_key")) }
    }

    /// Has a message's result asked for at the next opportunity.
    ///
    /// - Returns: false where no record has that name, or its result is known.
    static func inquireNow(messageKey: String, at now: Timestamp, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            "UPDATE notification SET next_inquiry_at = $2 WHERE message_key = $1 AND next_inquiry_at IS NOT NULL",
            [.text(messageKey), .integer(now.milliseconds)]
        ) > 0
    }

    /// How many wait, and since when the first of them.
    static func waiting(in transaction: Transaction) throws -> (count: Int, since: Timestamp?) {
        try transaction.first(
            """
            SELECT COUNT(*) AS count, MIN(created_at) AS since FROM (
                SELECT created_at FROM notification WHERE status = 'PENDING' AND phone IS NOT NULL
                UNION ALL SELECT created_at FROM notification WHERE status = 'PENDING' AND phone IS NULL
                UNION ALL SELECT created_at FROM notification WHERE status = 'SENDING'
            ) AS waiting
            """
        ) { row in
            (row.integer("count"), row.optionalLong("since").map(Timestamp.init(milliseconds:)))
        } ?? (0, nil)
    }
}
