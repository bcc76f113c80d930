import Contracts
import ServiceKit

/// Keeps to a rate, and to a pause that was asked for.
actor Pace {
    private var bucket: TokenBucket
    private var pausedUntil: ContinuousClock.Instant?
    private let begin = ContinuousClock.now

    init(perSecond: Int) {
        bucket = TokenBucket(capacity: perSecond, perSecond: Double(perSecond), at: Timestamp(milliseconds: 0))
    }

    /// Returns when so many may pass.
    func wait(for count: Int) async throws(CancellationError) {
        let now = Timestamp(milliseconds: (ContinuousClock.now - begin).inMilliseconds)
        let wait = bucket.reserve(count, at: now)
        do {
            if wait > .zero { try await Task.sleep(for: wait) }
            while let pause = pausedUntil, pause > .now { try await Task.sleep(until: pause) }
        } catch {
            throw CancellationError()
        }
    }

    /// Lets nobody pass for a while.
    func pause(for time: Duration) {
        pausedUntil = max(pausedUntil ?? .now, .now + time)
    }
}
