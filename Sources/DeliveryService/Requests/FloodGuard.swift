import Contracts
import ServiceKit

/// Limits each rider's requests by itself, so that one broken app does not slow the others down.
struct FloodGuard: Sendable {
    enum Verdict: Hashable, Sendable {
        case admit
        /// Answered with `rate-limited`.
        case refuse
        /// Not even answered: an app that does not listen would only get a flood back.
        case drop
    }

    private struct Gauge {
        var requests: TokenBucket
        var refusals: TokenBucket

        func isQuiet(at now: Timestamp) -> Bool { requests.isFull(at: now) && refusals.isFull(at: now) }
    }

    private static let refusalBurst = 10
    private static let refusalsPerSecond = 1.0

    private let burst: Int
    private let perSecond: Double
    private let capacity: Int
    private var gauges: [RiderID: Gauge] = [:]

    /// - Parameter capacity: how many riders are remembered at once.
    init(burst: Int, perSecond: Double, capacity: Int = 20_000) {
        self.burst = burst
        self.perSecond = perSecond
        self.capacity = capacity
    }

    var count: Int { gauges.count }

    mutating func judge(_ rider: RiderID, at now: Timestamp) -> Verdict {
        if gauges[rider] == nil, gauges.count >= capacity { forget(at: now) }
        var gauge =
            gauges[rider]
            ?? Gauge(
                requests: TokenBucket(capacity: burst, perSecond: perSecond, at: now),
                refusals: TokenBucket(capacity: Self.refusalBurst, perSecond: Self.refusalsPerSecond, at: now)
            )
        defer { gauges[rider] = gauge }
        if gauge.requests.take(at: now) { return .admit }
        return gauge.refusals.take(at: now) ? .refuse : .drop
    }

    /// Ids are whatever a client writes in a topic, so their number must be bounded. Where all of them are busy, all
    /// start anew: better a limit that is lax for a moment than a rider who is shut out by strangers.
    private mutating func forget(at now: Timestamp) {
        gauges = gauges.filter { !$0.value.isQuiet(at: now) }
        if gauges.count >= capacity { gauges = [:] }
    }
}
