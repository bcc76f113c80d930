import Contracts
import ServiceKit
import Testing

@testable import DeliveryService

@Suite struct FloodGuardTests {
    /// Whether one may pass at each of these moments after the start.
    private func taken(_ capacity: Int, _ perSecond: Double, at moments: Duration...) -> [Bool] {
        var bucket = TokenBucket(capacity: capacity, perSecond: perSecond, at: Sample.now)
        return moments.map { bucket.take(at: Sample.now + $0) }
    }

    @Test func aBucketFillsWithTime() {
        let moments = taken(2, 10, at: .zero, .zero, .zero, .milliseconds(99), .milliseconds(100))
        #expect(moments == [true, true, false, false, true])
    }

    @Test func aBucketHoldsNoMoreThanItsBurst() {
        #expect(taken(2, 10, at: .seconds(3600), .seconds(3600), .seconds(3600)) == [true, true, false])
    }

    @Test func aClockSetBackGivesNothingAndTakesNothing() {
        #expect(taken(1, 1, at: .zero, .seconds(-100), .seconds(-99)) == [true, false, true])
    }

    @Test func aBucketIsFullWhenAllIsBack() {
        var bucket = TokenBucket(capacity: 2, perSecond: 10, at: Sample.now)
        _ = bucket.take(at: Sample.now)
        #expect(!bucket.isFull(at: Sample.now + .milliseconds(99)))
        #expect(bucket.isFull(at: Sample.now + .milliseconds(100)))
    }

    @Test func ridersAreRememberedUpToABound() {
        var floodGuard = FloodGuard(burst: 1, perSecond: 1, capacity: 10)
        for number in 0..<1000 {
            let verdict = floodGuard.judge(RiderID(trusted: "r\(number)"), at: Sample.now)
            #expect(verdict == .admit)
            #expect(floodGuard.count <= 10)
        }
        let later = Sample.now + .seconds(60)
        let late = (0..<2).map { _ in floodGuard.judge(RiderID(trusted: "late"), at: later) }
        #expect(late == [.admit, .refuse])
    }
}
