import GRDB

/// A transaction in progress: what reads and writes go through. It must not outlive the closure that is given it.
///
/// Parameters are `$1`, `$2` … as PostgreSQL writes them; statements are prepared once and kept.
public struct Transaction {
    let connection: GRDB.Database
    let statements: StatementCache
    let effects: Effects

    /// What a transaction does once it has been committed.
    final class Effects {
        var afterCommit: [@Sendable () -> Void] = []
    }

    /// - Returns: how many rows it changed.
    @discardableResult
    public func execute(_ sql: String, _ arguments: [SQLValue] = []) throws -> Int {
        try naming {
            try statements.statement(sql, arguments).execute()
            return connection.changesCount
        }
    }

    public func all<Value>(
        _ sql: String,
        _ arguments: [SQLValue] = [],
        _ map: (Row) throws -> Value
    ) throws -> [Value] {
        try naming {
            let rows = try GRDB.Row.fetchCursor(try statements.statement(sql, arguments))
            var values: [Value] = []
            while let row = try rows.next() { values.append(try map(Row(row: row))) }
            return values
        }
    }

    /// The first row, or nil where there is none.
    public func first<Value>(
        _ sql: String,
        _ arguments: [SQLValue] = [],
        _ map: (Row) throws -> Value
    ) throws -> Value? {
        try naming {
            let rows = try GRDB.Row.fetchCursor(try statements.statement(sql, arguments))
            return try rows.next().map { try map(Row(row: $0)) }
        }
    }

    /// Runs `body` so that, where it throws, what it did is undone and the transaction goes on.
    public func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
        let pending = effects.afterCommit.count
        try execute("SAVEPOINT step")
        do {
            let value = try body()
            try execute("RELEASE SAVEPOINT step")
            return value
        } catch {
            effects.afterCommit.removeSubrange(pending...)
            // A full disk or an I/O error has the engine undo the whole transaction: nothing may go on as if it were there.
            guard connection.isInsideTransaction else {
                throw StorageError(.unwritable, "the transaction was rolled back: \(error)")
            }
            try execute("ROLLBACK TO SAVEPOINT step")
            try execute("RELEASE SAVEPOINT step")
            throw error
        }
    }

    /// Runs `action` after the transaction has been committed, and not at all where it is rolled back. It must not block.
    public func afterCommit(_ action: @escaping @Sendable () -> Void) {
        effects.afterCommit.append(action)
    }

    /// No error of the engine leaves this module.
    private func naming<Value>(_ body: () throws -> Value) throws -> Value {
        do { return try body() } catch { throw StorageError.wrap(error) }
    }
}
