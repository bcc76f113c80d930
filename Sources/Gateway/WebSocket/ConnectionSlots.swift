import Synchronization

/// Counts what is open at once, up to a limit.
final class ConnectionSlots: Sendable {
    private let limit: Int
    private let count = Atomic(0)

    init(limit: Int) {
        self.limit = limit
    }

    var taken: Int { count.load(ordering: .relaxed) }
    var isFull: Bool { taken >= limit }

    /// - Returns: whether there was one; then it is to be released.
    func take() -> Bool {
        guard count.add(1, ordering: .relaxed).newValue <= limit else {
            release()
            return false
        }
        return true
    }

    func release() { count.subtract(1, ordering: .relaxed) }
}
