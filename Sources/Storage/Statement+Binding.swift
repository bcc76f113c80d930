import GRDB
import GRDBSQLite

extension Statement {
    /// Binds by hand: GRDB's own arguments may have names and be of any type, and boxing them costs a fifth of the
    /// time of a statement.
    func bind(_ values: [SQLValue]) throws {
        guard sqlite3_bind_parameter_count(sqliteStatement) == values.count else {
            throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "\(values.count) values do not fit", sql: sql)
        }
        // The code it returns is that of the last execution, which has been reported then.
        sqlite3_reset(sqliteStatement)
        for (index, value) in zip(CInt(1)..., values) {
            let code = bind(value, at: index)
            guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code), sql: sql) }
        }
    }

    private func bind(_ value: SQLValue, at index: CInt) -> CInt {
        switch value {
        case .null: sqlite3_bind_null(sqliteStatement, index)
        case .integer(let integer): sqlite3_bind_int64(sqliteStatement, index, integer)
        case .real(let number): sqlite3_bind_double(sqliteStatement, index, number)
        case .text(let text): sqlite3_bind_text(sqliteStatement, index, text, CInt(text.utf8.count), transient)
        }
    }

    /// SQLITE_TRANSIENT, a macro that Swift does not see: SQLite makes a copy of its own.
    private var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}
