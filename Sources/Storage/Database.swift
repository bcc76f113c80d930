import Foundation
import GRDB
import Synchronization

/// One service's database: a file of SQLite in WAL mode, synchronous FULL, with many readers and one writer.
///
/// Writers that wait are committed together (``write(_:)``). Everything that must survive together is written in one
/// transaction. A file has one `Database` a process.
public final class Database: Sendable {
    private let pool: DatabasePool
    let writer: WriteQueue
    private let statements = StatementCaches()

    /// Opens or makes the file; its folder must exist.
    ///
    /// - Throws: ``StorageError`` where the file cannot be opened or written.
    public init(path: String) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { connection in
            try connection.execute(sql: "PRAGMA cache_size = -8192")
            try connection.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            // GRDB sets NORMAL after prepareDatabase has run, and a commit under NORMAL can vanish with the power.
            try pool.writeWithoutTransaction { connection in
                try connection.execute(sql: "PRAGMA synchronous = FULL")
                try connection.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
                try connection.execute(sql: "PRAGMA journal_size_limit = 67108864")
            }
        } catch {
            throw StorageError.wrap(error)
        }
        writer = WriteQueue(pool: pool, statements: statements)
    }

    /// Runs the migrations that this database has not seen, in order.
    public func migrate(_ migrations: [Migration]) throws {
        var migrator = DatabaseMigrator()
        for migration in migrations {
            migrator.registerMigration(migration.name) { connection in
                for statement in migration.statements { try connection.execute(sql: statement) }
            }
        }
        do { try migrator.migrate(pool) } catch { throw StorageError.wrap(error) }
    }

    /// Reads one consistent state, beside any writer.
    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        do {
            return try await pool.read { [statements] connection in
                let statements = statements.cache(of: connection)
                return try body(Transaction(connection: connection, statements: statements, effects: .init()))
            }
        } catch {
            throw StorageError.wrap(error)
        }
    }

    /// Writes, and returns when it is on the disk.
    ///
    /// The writers that wait share one transaction and one fsync, each in a savepoint of its own: one that throws
    /// undoes its own changes alone. Once begun it is not cancelled.
    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await writer.enqueue(body)
    }

    /// Waits for the writers and closes the file. Writes that come later throw ``StorageError``.
    public func close() async {
        await writer.close()
        statements.forget()
        try? pool.close()
    }

    /// How the file is synchronised: 2 is FULL.
    public func synchronousMode() async throws -> Int {
        try await pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1 }
    }

    /// How many transactions have been committed, and how many writers they served.
    public var commits: CommitCount { writer.count }
}

/// The figures of the group commit since the database was opened.
public struct CommitCount: Sendable, Equatable {
    public var transactions = 0
    public var writers = 0
}
