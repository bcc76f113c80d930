import Contracts
import Storage

/// The rows of retained topics: the truth of which the broker keeps a copy.
enum RetainedTable {
    struct Snapshot: Sendable {
        var topic: String
        /// nil where the topic was cleared.
        var payload: String?
        var expiresAt: Timestamp?
        var revision: Int64
    }

    static func upsert(_ snapshot: Snapshot, at time: Timestamp, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO retained (topic, payload, expires_at, revision, changed_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (topic) DO UPDATE SET payload = excluded.payload, expires_at = excluded.expires_at,
                revision = excluded.revision, changed_at = excluded.changed_at
            """,
            [
                .text(snapshot.topic), SQLValue(snapshot.payload), SQLValue(snapshot.expiresAt?.milliseconds),
                .integer(snapshot.revision), .integer(time.milliseconds),
            ]
        )
    }

    static func changed(after revision: Int64, limit: Int, in transaction: Transaction) throws -> [Snapshot] {
        try transaction.all(
            """
            SELECT topic, payload, expires_at, revision FROM retained
            WHERE revision > $1 ORDER BY revision LIMIT $2
            """,
            [.integer(revision), .integer(Int64(limit))],
            snapshot
        )
    }

    /// A page of all topics, in the order of their names, that changed at or after a time or that never expire.
    static func page(
        after topic: String,
        changedSince time: Timestamp,
        limit: Int,
        in transaction: Transaction
    ) throws -> [Snapshot] {
        try transaction.all(
            """
            SELECT topic, payload, expires_at, revision FROM retained
            WHERE topic > $1 AND (changed_at >= $2 OR (payload IS NOT NULL AND expires_at IS NULL))
            ORDER BY topic LIMIT $3
            """,
            [.text(topic), .integer(time.milliseconds), .integer(Int64(limit))],
            snapshot
        )
    }

    /// When the newest change that the broker has acknowledged was made; nil where none is left.
    static func lastChange(publishedRevision: Int64, in transaction: Transaction) throws -> Timestamp? {
        try transaction.first(
            "SELECT changed_at FROM retained WHERE revision <= $1 ORDER BY revision DESC LIMIT 1",
            [.integer(publishedRevision)]
        ) { Timestamp(milliseconds: $0.long("changed_at")) }
    }

    /// Topics whose time is up and that were not cleared yet.
    static func expired(at now: Timestamp, limit: Int, in transaction: Transaction) throws -> [String] {
        try transaction.all(
            "SELECT topic FROM retained WHERE payload IS NOT NULL AND expires_at < $1 LIMIT $2",
            [.integer(now.milliseconds), .integer(Int64(limit))]
        ) { $0.text("topic") }
    }

    /// Forgets what was cleared before a time and is published as such.
    static func purge(
        clearedBefore time: Timestamp,
        publishedRevision: Int64,
        in transaction: Transaction
    ) throws {
        try transaction.execute(
            "DELETE FROM retained WHERE payload IS NULL AND changed_at < $1 AND revision <= $2",
            [.integer(time.milliseconds), .integer(publishedRevision)]
        )
    }

    private static func snapshot(_ row: Row) -> Snapshot {
        Snapshot(
            topic: row.text("topic"),
            payload: row.optionalText("payload"),
            expiresAt: row.optionalLong("expires_at").map(Timestamp.init(milliseconds:)),
            revision: row.long("revision")
        )
    }
}
