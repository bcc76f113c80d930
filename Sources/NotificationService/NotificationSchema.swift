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
        ),
        Migration(
            "notification-2",
            [
                "ALTER TABLE notification ADD COLUMN reason TEXT",
                "ALTER TABLE notification ADD COLUMN route TEXT NOT NULL DEFAULT 'ALIMTALK'",
                "ALTER TABLE notification ADD COLUMN dispatch_key TEXT",
                "ALTER TABLE notification ADD COLUMN message_key TEXT",
                "ALTER TABLE notification ADD COLUMN next_inquiry_at BIGINT",
                "ALTER TABLE notification ADD COLUMN inquiries INTEGER NOT NULL DEFAULT 0",
                "ALTER TABLE notification ADD COLUMN resends INTEGER NOT NULL DEFAULT 0",
                """
                CREATE INDEX notification_to_repeat ON notification (dispatch_key)
                WHERE status = 'PENDING' AND dispatch_key IS NOT NULL
                """,
                """
                CREATE INDEX notification_to_inquire ON notification (next_inquiry_at)
                WHERE next_inquiry_at IS NOT NULL
                """,
                """
                CREATE INDEX notification_by_message_key ON notification (message_key)
                WHERE message_key IS NOT NULL
                """,
                // A customer who was deleted stays as an id alone, so that the same call is answered the same again.
                "ALTER TABLE customer ADD COLUMN deleted_at BIGINT",
            ]
        ),
    ]
}
