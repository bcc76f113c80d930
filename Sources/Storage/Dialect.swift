import Synchronization

/// Turns `$1` into SQLite's `?1`, which is numbered where SQLite would take `$1` for a name. Each text is turned once.
final class Dialect: Sendable {
    private let known = Mutex<[String: String]>([:])

    func translate(_ sql: String) -> String {
        known.withLock { known in
            if let translated = known[sql] { return translated }
            let translated = sql.replacing("$", with: "?")
            known[sql] = translated
            return translated
        }
    }
}
