public import Contracts

/// Lets through a burst, and after that so many a second.
public struct TokenBucket: Hashable, Sendable {
    let capacity: Double
    let perSecond: Double
    public private(set) var tokens: Double
    private var filledAt: Timestamp

    /// Full at the start.
    public init(capacity: Int, perSecond: Double, at now: Timestamp) {
        self.capacity = Double(capacity)
        self.perSecond = perSecond
        self.tokens = Double(capacity)
        self.filledAt = now
    }

    /// - Returns: whether one more may pass now.
    public mutating func take(at now: Timestamp) -> Bool {
        fill(at: now)
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }

    /// Takes tokens that may not be there yet.
    ///
    /// - Returns: how long to wait until they are. More than fit in at once are waited for from full.
    public mutating func reserve(_ count: Int, at now: Timestamp) -> Duration {
        fill(at: now)
        let missing = min(Double(count), capacity) - tokens
        tokens -= Double(count)
        return .seconds(max(0, missing / perSecond))
    }

    public func isFull(at now: Timestamp) -> Bool {
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
