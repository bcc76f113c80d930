import Contracts
import ServiceKit
import TestSupport
import Testing

@Suite struct CircuitBreakerTests {
    private enum Move: String, CaseIterable { case admit, succeed, fail }

    private static let now = Timestamp(milliseconds: 1_000_000)

    private static func breaker(in state: CircuitBreaker.State) -> CircuitBreaker {
        var breaker = CircuitBreaker()
        switch state {
        case .closed(let failures): for _ in 0..<failures { breaker.callFailed(at: now) }
        case .open(let nextTrial): for _ in 0..<5 { breaker.callFailed(at: nextTrial - .seconds(2)) }
        }
        return breaker
    }

    /// Every state and every move at a moment: what is let through, and where that leads.
    @Test(
        arguments: [
            (.closed(failures: 0), true, .closed(failures: 0), .closed(failures: 1)),
            (.closed(failures: 1), true, .closed(failures: 1), .closed(failures: 2)),
            (.closed(failures: 3), true, .closed(failures: 3), .closed(failures: 4)),
            (.closed(failures: 4), true, .closed(failures: 4), .open(nextTrial: now + .seconds(2))),
            (
                .open(nextTrial: now + .milliseconds(1)), false, .open(nextTrial: now + .milliseconds(1)),
                .open(nextTrial: now + .seconds(2))
            ),
            (.open(nextTrial: now), true, .open(nextTrial: now + .seconds(2)), .open(nextTrial: now + .seconds(2))),
            (
                .open(nextTrial: now - .seconds(60)), true, .open(nextTrial: now + .seconds(2)),
                .open(nextTrial: now + .seconds(2))
            ),
        ] as [(CircuitBreaker.State, Bool, CircuitBreaker.State, CircuitBreaker.State)]
    )
    func everyStateAndMove(
        start: CircuitBreaker.State,
        isAdmitted: Bool,
        afterAdmission: CircuitBreaker.State,
        afterFailure: CircuitBreaker.State
    ) {
        var breaker = Self.breaker(in: start)
        #expect(breaker.state == start)
        let admitted = breaker.admitsCall(at: Self.now)
        #expect(admitted == isAdmitted)
        #expect(breaker.state == afterAdmission)

        breaker = Self.breaker(in: start)
        breaker.callFailed(at: Self.now)
        #expect(breaker.state == afterFailure)

        breaker = Self.breaker(in: start)
        breaker.callSucceeded()
        #expect(breaker.state == .closed(failures: 0))
    }

    @Test func oneTrialAtATime() {
        var breaker = Self.breaker(in: .open(nextTrial: Self.now))
        let admitted = [0, 0, 1999, 2000, 2000, 3999, 4000].map { breaker.admitsCall(at: Self.now + .milliseconds($0)) }
        #expect(admitted == [true, false, false, true, false, false, true])
    }
}

@Suite struct WallClockTests {
    @Test func aTestMovesItsClock() {
        let clock = TestClock(Timestamp(milliseconds: 5))
        let wall = clock.wallClock
        clock.advance(by: .seconds(1))
        #expect(wall.now == Timestamp(milliseconds: 1005))
        #expect(abs(WallClock.system.now.milliseconds - Timestamp.now.milliseconds) < 5000)
    }
}
