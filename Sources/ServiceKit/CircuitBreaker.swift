public import Contracts

/// Keeps callers from waiting for a service that is down: after some failures in a row it lets only a trial through now and then.
public struct CircuitBreaker: Sendable {
    public enum State: Sendable, Hashable {
        case closed(failures: Int)
        case open(nextTrial: Timestamp)
    }

    public private(set) var state: State = .closed(failures: 0)
    private let failureLimit: Int
    private let trialInterval: Duration

    public init(failureLimit: Int = 5, trialInterval: Duration = .seconds(2)) {
        self.failureLimit = failureLimit
        self.trialInterval = trialInterval
    }

    /// Whether a call may be made now. In the open state the one call that is admitted is the trial.
    public mutating func admitsCall(at now: Timestamp) -> Bool {
        switch state {
        case .closed:
            return true
        case .open(let nextTrial):
            guard now >= nextTrial else { return false }
            state = .open(nextTrial: now + trialInterval)
            return true
        }
    }

    public mutating func callSucceeded() { state = .closed(failures: 0) }

    public mutating func callFailed(at now: Timestamp) {
        switch state {
        case .closed(let failures) where failures + 1 < failureLimit: state = .closed(failures: failures + 1)
        case .closed, .open: state = .open(nextTrial: now + trialInterval)
        }
    }
}
