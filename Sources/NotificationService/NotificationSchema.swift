import Storage

enum NotificationSchema {
    static let migrations = [
        Migration(
            "notification-1",
            [
                """
                CREATE TABLE customer (
                    id TEXT PRIMARY KEY,
                    name TEXT NOT NULL,
                    phone TEXT,
                    muted INTEGER NOT NULL,
                    version BIGINT NOT NULL,
                    created_at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX customer_by_time ON customer (created_at)",
                // `position` is the number of the record's NotificationRecorded: the order in which people are told.
                """
                CREATE TABLE notification (
                    id TEXT PRIMARY KEY,
                    position BIGINT NOT NULL,
                    event_id TEXT NOT NULL,
                    event_type TEXT,
                    order_id TEXT,
                    customer_id TEXT,
                    channel TEXT NOT NULL,
                    role TEXT NOT NULL,
                    recipient_id TEXT NOT NULL,
                    content TEXT NOT NULL,
                    traceparent TEXT NOT NULL,
                    created_at BIGINT NOT NULL,
                    status TEXT NOT NULL,
                    phone TEXT,
                    provider TEXT,
                    attempts TEXT,
                    result_code TEXT,
                    postponements INTEGER NOT NULL,
                    next_attempt_at BIGINT NOT NULL,
                    sent_at BIGINT,
                    version BIGINT NOT NULL,
                    UNIQUE (event_id, channel, role)
                )
                """,
                "CREATE INDEX notification_by_time ON notification (created_at, position)",
                "CREATE INDEX notification_by_customer ON notification (customer_id, created_at, position)",
                "CREATE INDEX notification_by_order ON notification (order_id)",
                // The queues: indexes of what waits alone, so that they stay as short as the queue is.
                """
                CREATE INDEX notification_to_send ON notification (next_attempt_at, position)
                WHERE status = 'PENDING' AND phone IS NOT NULL
                """,
                """
                CREATE INDEX notification_to_address ON notification (next_attempt_at, position)
                WHERE status = 'PENDING' AND phone IS NULL
                """,
                "CREATE INDEX notification_taken ON notification (position) WHERE status = 'SENDING'",
            ]
        )
    ]
}
