import GRDB

/// What went wrong in the store, without its SQL or its values.
public struct StorageError: Error, CustomStringConvertible {
    public enum Reason: Sendable {
        /// A uniqueness, foreign key or check constraint refused the row.
        case constraint
        /// Another process holds the file for longer than the time limit.
        case busy
        /// No room, or the file cannot be written.
        case unwritable
        /// The database was closed.
        case closed
        case other
    }

    public let reason: Reason
    public let description: String

    /// Whether the same may succeed later: then it is the moment that is wrong, not what was asked.
    public var isTransient: Bool {
        switch reason {
        case .busy, .unwritable, .closed: true
        case .constraint, .other: false
        }
    }

    init(_ error: any Error) {
        guard let error = error as? DatabaseError else {
            self.reason = .other
            self.description = String(describing: error)
            return
        }
        switch error.resultCode {
        case .SQLITE_CONSTRAINT: self.reason = .constraint
        case .SQLITE_BUSY, .SQLITE_LOCKED: self.reason = .busy
        case .SQLITE_FULL, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_IOERR: self.reason = .unwritable
        case .SQLITE_MISUSE where error.message?.contains("closed") == true: self.reason = .closed
        default: self.reason = .other
        }
        self.description = "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "no message")"
    }

    init(_ reason: Reason, _ description: String) {
        self.reason = reason
        self.description = description
    }

    /// Passes other errors through, so that a caller's own error reaches the caller.
    static func wrap(_ error: any Error) -> any Error { error is DatabaseError ? StorageError(error) : error }
}
