import GRDB
import GRDBSQLite
import Synchronization

/// The prepared statements of one connection, each text prepared once.
///
/// Unchecked: GRDB hands a connection to one thread at a time, and its cache goes with it.
final class StatementCache: @unchecked Sendable {
    /// Far more than there are texts in the program; lists build theirs from a few filters.
    private static let limit = 500

    private let connection: GRDB.Database
    private var statements: [String: Statement] = [:]

    init(connection: GRDB.Database) { self.connection = connection }

    /// The statement, with the values of `$1`, `$2` … bound for its next execution.
    func statement(_ sql: String, _ values: [SQLValue]) throws -> Statement {
        let statement = try prepared(sql)
        try statement.bind(values)
        return statement
    }

    private func prepared(_ sql: String) throws -> Statement {
        if let known = statements[sql] {
            // One whose rows are still being read is not begun anew.
            return sqlite3_stmt_busy(known.sqliteStatement) == 0 ? known : try prepare(sql)
        }
        if statements.count == Self.limit { statements = [:] }
        let statement = try prepare(sql)
        statements[sql] = statement
        return statement
    }

    private func prepare(_ sql: String) throws -> Statement {
        // SQLite takes `$1` for a name; its own numbered parameters are `?1`.
        let statement = try connection.makeStatement(sql: sql.replacing("$", with: "?"))
        // So that GRDB takes for granted what is bound beside it.
        statement.setUncheckedArguments([])
        return statement
    }
}

/// The caches of all the connections of a database.
final class StatementCaches: Sendable {
    private let caches = Mutex<[ObjectIdentifier: StatementCache]>([:])

    func cache(of connection: GRDB.Database) -> StatementCache {
        caches.withLock { caches in
            // The cache holds its connection, so an address is never that of another one.
            if let known = caches[ObjectIdentifier(connection)] { return known }
            let cache = StatementCache(connection: connection)
            caches[ObjectIdentifier(connection)] = cache
            return cache
        }
    }

    /// A connection can only be closed when its statements are gone.
    func forget() { caches.withLock { $0 = [:] } }
}
