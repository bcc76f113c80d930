import Synchronization

/// Messages whose result is there, by the provider's names for them, that no record knows yet. Kept in memory: what a
/// restart forgets is asked for later all the same.
final class HintBox: Sendable {
    private static let limit = 1000

    private let keys = Mutex<Set<String>>([])

    /// Where it is full the hint is dropped.
    func add(_ key: String) {
        keys.withLock { keys in
            if keys.count < Self.limit { keys.insert(key) }
        }
    }

    /// - Returns: what was in it.
    func empty() -> [String] {
        keys.withLock { keys in
            defer { keys = [] }
            return keys.sorted()
        }
    }
}
