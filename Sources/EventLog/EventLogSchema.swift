import Storage

enum EventLogSchema {
    static let migrations = [
        Migration(
            "event-log-1",
            [
                """
                CREATE TABLE event (
                    sequence BIGINT PRIMARY KEY,
                    id TEXT NOT NULL,
                    type TEXT NOT NULL,
                    subject TEXT NOT NULL,
                    time BIGINT NOT NULL,
                    correlation_id TEXT NOT NULL,
                    causation_id TEXT NOT NULL,
                    traceparent TEXT NOT NULL,
                    data TEXT NOT NULL,
                    copy_topic TEXT
                )
                """,
                // A payload of NULL is a cleared topic, kept for a while: a broker that comes back with an old
                // snapshot of its own must be told again.
                """
                CREATE TABLE retained (
                    topic TEXT PRIMARY KEY,
                    payload TEXT,
                    expires_at BIGINT,
                    revision BIGINT NOT NULL,
                    changed_at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX retained_by_revision ON retained (revision)",
                "CREATE INDEX retained_by_expiry ON retained (expires_at) WHERE expires_at IS NOT NULL",
                """
                CREATE TABLE relay (
                    published_sequence BIGINT NOT NULL,
                    published_revision BIGINT NOT NULL
                )
                """,
                "INSERT INTO relay (published_sequence, published_revision) VALUES (0, 0)",
                """
                CREATE TABLE cursor (
                    consumer TEXT NOT NULL,
                    context TEXT NOT NULL,
                    sequence BIGINT NOT NULL,
                    PRIMARY KEY (consumer, context)
                )
                """,
                """
                CREATE TABLE parked_event (
                    consumer TEXT NOT NULL,
                    context TEXT NOT NULL,
                    sequence BIGINT NOT NULL,
                    event_id TEXT NOT NULL,
                    type TEXT NOT NULL,
                    reason TEXT NOT NULL,
                    parked_at BIGINT NOT NULL,
                    PRIMARY KEY (consumer, context, sequence)
                )
                """,
            ]
        )
    ]
}
