import Contracts
import Testing

@testable import DeliveryService

/// What the table of commands does not show: the rules of offers.
@Suite struct OfferTests {
    private let rider = Sample.holder
    private let next = Sample.other

    private func later(_ seconds: Int) -> Terms { Sample.terms(at: Sample.now + .seconds(seconds)) }

    @Test func anOfferSaysUntilWhenToWhomAndWhy() throws {
        var delivery = try Sample.delivery(.preparing)
        let events = try delivery.offer(to: rider, Sample.offer, holding: 2, Sample.terms())
        let data = try #require(events.first?.data)
        #expect(data.riderId == rider.id)
        #expect(data.expiresAt == Sample.now + .seconds(30))
        #expect(data.offer == Sample.offer)
        let snapshot = try #require(OfferSnapshot(data))
        #expect(snapshot.score.total == 9.5)
        #expect(snapshot.expiresAt == data.expiresAt)
    }

    @Test func anAnswerAfterTheTimeIsTooLate() throws {
        var delivery = try Sample.delivery(.offered)
        #expect(throws: Problem.self) { try delivery.accept(by: rider, holding: 0, later(30)) }
        let accepted = try delivery.accept(by: rider, holding: 0, later(29))
        #expect(accepted.map(\.type) == [.deliveryClaimed])
        #expect(delivery.offer == nil)
    }

    @Test func aRiderWithFullHandsCanNeitherBeAskedNorAccept() throws {
        var delivery = try Sample.delivery(.preparing)
        #expect(throws: Problem.self) { try delivery.offer(to: rider, Sample.offer, holding: 3, Sample.terms()) }
        _ = try delivery.offer(to: rider, Sample.offer, holding: 2, Sample.terms())
        #expect(throws: Problem.self) { try delivery.accept(by: rider, holding: 3, Sample.terms()) }
    }

    @Test func whoLetItPassIsNotAskedAgain() throws {
        var delivery = try Sample.delivery(.offered)
        let declined = try delivery.decline(by: rider.id, mode: .auto, later(1))
        #expect(declined.first?.data.riderId == rider.id)
        #expect(declined.first?.data.offer == nil)
        #expect(delivery.riderId == nil)
        #expect(throws: Problem.self) { try delivery.offer(to: rider, Sample.offer, holding: 0, later(1)) }
        let offered = try delivery.offer(to: next, Sample.offer, holding: 0, later(1))
        #expect(offered.first?.data.offer?.attempt == 2)
        let again = try delivery.decline(by: rider.id, mode: .auto, later(2))
        #expect(again.isEmpty, "declining again is no mistake")
        let tooLate = #expect(throws: Problem.self) { try delivery.accept(by: rider, holding: 0, later(2)) }
        #expect(tooLate?.code == .illegalTransition)
    }

    @Test func afterSoManyTriesItGoesToTheBoard() throws {
        var delivery = try Sample.delivery(.preparing)
        var now = Sample.now
        for attempt in 1...5 {
            let rider = Rider(id: RiderID(trusted: "r\(attempt)"), name: "라이더", phone: "0")
            _ = try delivery.offer(to: rider, Sample.offer, holding: 0, Sample.terms(at: now))
            now = now + .seconds(30)
            let events = delivery.wake(mode: .auto, Sample.terms(at: now))
            #expect(events.map(\.type) == (attempt < 5 ? [.offerExpired] : [.offerExpired, .deliveryOpened]))
        }
        #expect(delivery.status == .open)
        #expect(throws: Problem.self) { try delivery.offer(to: rider, Sample.offer, holding: 0, Sample.terms(at: now)) }
    }

    @Test func whereTheTriesAreOverBeforeTheFoodIsReadyItOpensWithTheFood() throws {
        var delivery = try Sample.delivery(.preparing, isReady: false)
        delivery.attempts = 4
        _ = try delivery.offer(to: rider, Sample.offer, holding: 0, Sample.terms())
        let declined = try delivery.decline(by: rider.id, mode: .auto, later(1))
        #expect(declined.map(\.type) == [.offerDeclined])
        #expect(delivery.dueAt == nil)
        let ready = delivery.ready(readyAt: nil, mode: .auto, later(2))
        #expect(ready.map(\.type) == [.deliveryOpened])
    }

    @Test func readyFoodWaitsOnlySoLongForAnOffer() throws {
        var delivery = try Sample.delivery(.preparing)
        let early = delivery.wake(mode: .auto, later(59))
        #expect(early.isEmpty)
        let due = delivery.wake(mode: .auto, later(60))
        #expect(due.map(\.type) == [.deliveryOpened])
    }

    @Test func theTimeToPickUpBeginsWithTheFood() throws {
        var delivery = try Sample.delivery(.claimed, isReady: false)
        #expect(delivery.pickBy == nil)
        #expect(delivery.legalActions == [.release])
        let ready = delivery.ready(readyAt: Sample.now + .seconds(600), mode: .auto, later(600))
        #expect(ready.first?.data.ready == true)
        #expect(delivery.pickBy == Sample.now + .seconds(1500))
        #expect(delivery.legalActions == [.release, .pick])
    }

    @Test func aWithdrawnOfferNamesWhomToTell() throws {
        var delivery = try Sample.delivery(.offered)
        let events = delivery.cancel(reason: "고객 취소")
        #expect(events.first?.data.riderId == rider.id)
        #expect(delivery.riderId == nil)
        #expect(delivery.offer == nil)
    }
}
