public import Contracts
public import Storage

/// A request that may be asked again, and the table of the answers that were given.
///
/// The answer is stored in the transaction of its effect: there is never one without the other.
public struct Idempotency: Sendable, Hashable {
    public let route: String
    public let key: String
    /// A digest of the body.
    public let fingerprint: String

    public static let migration = Migration(
        "idempotency-1",
        [
            """
            CREATE TABLE idempotency (
                route TEXT NOT NULL,
                key TEXT NOT NULL,
                fingerprint TEXT NOT NULL,
                status INTEGER NOT NULL,
                location TEXT,
                version INTEGER,
                body TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                PRIMARY KEY (route, key)
            )
            """,
            "CREATE INDEX idempotency_by_age ON idempotency (created_at)",
        ]
    )

    /// How long an answer is kept.
    public static let retention: Duration = .seconds(24 * 3600)

    /// The answer that was given to the same request.
    ///
    /// - Throws: ``Problem`` `idempotency-key-reused` where the key came with another body.
    public func storedAnswer(in transaction: Transaction) throws -> Answer? {
        let stored = try transaction.first(
            "SELECT fingerprint, status, location, version, body FROM idempotency WHERE route = $1 AND key = $2",
            [.text(route), .text(key)]
        ) { row in
            (
                row.text("fingerprint"),
                Answer(
                    status: row.integer("status"),
                    location: row.optionalText("location"),
                    version: row.optionalInteger("version"),
                    json: row.text("body")
                )
            )
        }
        guard let (fingerprint, answer) = stored else { return nil }
        guard fingerprint == self.fingerprint else {
            throw Problem(.idempotencyKeyReused, "이 Idempotency-Key는 다른 요청에 이미 쓰였어요. 새 키로 보내 주세요.")
        }
        return answer
    }

    public func remember(_ answer: Answer, at time: Timestamp, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO idempotency (route, key, fingerprint, status, location, version, body, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .text(route), .text(key), .text(fingerprint), .integer(Int64(answer.status)),
                SQLValue(answer.location), SQLValue(answer.version), .text(answer.body), .integer(time.milliseconds),
            ]
        )
    }

    /// Forgets answers older than ``retention``.
    public static func purge(now: Timestamp, in transaction: Transaction) throws {
        try transaction.execute(
            "DELETE FROM idempotency WHERE created_at < $1",
            [.integer((now - retention).milliseconds)]
        )
    }
}

extension JSONBody {
    /// Does `effect` once for an idempotency key: the second time the first answer is given again.
    public func once(
        in database: Database,
        at time: Timestamp,
        _ effect: @escaping @Sendable (Transaction) throws -> Answer
    ) async throws -> Answer {
        try await database.write { [idempotency] transaction in
            if let stored = try idempotency?.storedAnswer(in: transaction) { return stored }
            let answer = try effect(transaction)
            try idempotency?.remember(answer, at: time, in: transaction)
            return answer
        }
    }
}
