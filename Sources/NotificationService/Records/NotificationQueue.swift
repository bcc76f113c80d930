import Contracts
import Storage

/// What waits, and for how long.
enum NotificationQueue {
    /// The next ones to send, in the order in which they were recorded: first what a fault left in the middle.
    static func toSend(at now: Timestamp, limit: Int, in transaction: Transaction) throws -> [Notification] {
        let taken = try transaction.all(
            "SELECT * FROM notification WHERE status = 'SENDING' ORDER BY position LIMIT $1",
            [.integer(Int64(limit))],
            NotificationTable.notification
        )
        guard taken.isEmpty else { return taken }
        return try transaction.all(
            """
            SELECT * FROM notification WHERE status = 'PENDING' AND phone IS NOT NULL AND next_attempt_at <= $1
            ORDER BY next_attempt_at, position LIMIT $2
            """,
            [.integer(now.milliseconds), .integer(Int64(limit))],
            NotificationTable.notification
        )
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
