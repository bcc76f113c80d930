import GRDB

/// A writer in the queue. Run once on the writer's thread, then finished once after the commit.
protocol Job: Sendable {
    /// - Parameter alone: whether nobody shares the transaction, so that it can be rolled back instead of a savepoint.
    /// - Throws: only where the whole transaction must be rolled back; the writer's own error is kept for
    ///   ``finish(commitError:)``.
    func run(in connection: GRDB.Database, statements: StatementCache, alone: Bool) throws
    func finish(commitError: (any Error)?)
}

/// Unchecked: `run` and `finish` are called one after the other by the queue's one thread, and nobody else holds it.
final class WriteJob<Value: Sendable>: Job, @unchecked Sendable {
    private let body: @Sendable (Transaction) throws -> Value
    private let continuation: CheckedContinuation<Value, any Error>
    private var outcome: Result<Value, any Error>?
    private var effects = Transaction.Effects()

    init(
        body: @escaping @Sendable (Transaction) throws -> Value,
        continuation: CheckedContinuation<Value, any Error>
    ) {
        self.body = body
        self.continuation = continuation
    }

    func run(in connection: GRDB.Database, statements: StatementCache, alone: Bool) throws {
        let transaction = Transaction(connection: connection, statements: statements, effects: effects)
        do {
            outcome = .success(try alone ? body(transaction) : transaction.savepoint { try body(transaction) })
        } catch {
            outcome = .failure(StorageError.wrap(error))
            // A full disk or an I/O error rolls the whole transaction back inside SQLite: then all of the batch has failed.
            if alone || !connection.isInsideTransaction { throw error }
        }
    }

    func finish(commitError: (any Error)?) {
        switch (outcome, commitError) {
        case (.failure(let error), _):
            continuation.resume(throwing: error)
        case (_, let error?):
            continuation.resume(throwing: error)
        case (.success(let value), nil):
            for action in effects.afterCommit { action() }
            continuation.resume(returning: value)
        case (nil, nil):
            continuation.resume(throwing: StorageError(.other, "the write did not run"))
        }
    }
}
