import Contracts

/// Lets through a burst, and after that so many a second.
struct TokenBucket: Hashable, Sendable {
    let capacity: Double
    let perSecond: Double
    private(set) var tokens: Double
    private var filledAt: Timestamp

    /// Full at the start.
    init(capacity: Int, perSecond: Double, at now: Timestamp) {
        self.capacity = Double(capacity)
        self.perSecond = perSecond
        self.tokens = Double(capacity)
        self.filledAt = now
    }

    /// - Returns: whether one more may pass now.
    mutating func take(at now: Timestamp) -> Bool {
        fill(at: now)
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }

    func isFull(at now: Timestamp) -> Bool {
        var copy = self
        copy.fill(at: now)
        return copy.tokens >= capacity
    }

    /// A clock that was set back fills nothing.
    private mutating func fill(at now: Timestamp) {
        let elapsed = Double((now - filledAt).inMilliseconds) / 1000
        tokens = min(capacity, tokens + max(0, elapsed) * perSecond)
        filledAt = now
    }
}
