import Contracts
import Testing

@testable import DeliveryService

@Suite struct DeliveryRulesTests {
    @Test func aRiderMayHoldOnlySoMany() throws {
        var delivery = try Sample.delivery(.open)
        #expect(throws: Problem.self) {
            try delivery.claim(by: Sample.holder, holding: 3, Sample.terms())
        }
        let claimed = try delivery.claim(by: Sample.holder, holding: 2, Sample.terms())
        #expect(claimed.map(\.type) == [.deliveryClaimed])
    }

    @Test func releasingAgainIsNoMistake() throws {
        var delivery = try Sample.delivery(.claimed)
        let released = try delivery.release(by: Sample.holder.id, Sample.terms())
        #expect(released.first?.data.riderId == Sample.holder.id)
        #expect(released.first?.data.status == .open)
        #expect(delivery.riderId == nil)
        for rider in [Sample.holder.id, nil] {
            let again = try delivery.release(by: rider, Sample.terms())
            #expect(again.isEmpty)
        }
        #expect(throws: Problem.self) { try delivery.release(by: Sample.other.id, Sample.terms()) }
    }

    @Test func aNewClaimForgetsTheReasonOfTheRelease() throws {
        var delivery = try Sample.delivery(.claimed)
        _ = try delivery.release(by: nil, Sample.terms())
        #expect(delivery.reason != nil)
        let claimed = try delivery.claim(by: Sample.other, holding: 0, Sample.terms())
        #expect(claimed.first?.data.reason == nil)
        #expect(claimed.first?.data.riderName == Sample.other.name)
    }

    @Test func nothingIsWokenBeforeItsTime() throws {
        for status in DeliveryStatus.allCases {
            var delivery = try Sample.delivery(status)
            let events = delivery.wake(mode: .auto, Sample.terms(at: Sample.now + .seconds(29)))
            #expect(events.isEmpty)
        }
    }

    @Test func announcingAgainMovesOnlyTheExpiry() throws {
        let before = try Sample.delivery(.open)
        var delivery = before
        let later = Sample.now + .seconds(3600)
        let events = delivery.wake(mode: .board, Sample.terms(at: later))
        #expect(events.map(\.type) == [.deliveryOpened])
        #expect(events.first?.data.openedAt == before.openedAt)
        #expect(events.first?.data.expiresAt == later + .seconds(3600))
    }

    @Test func eventsTellNoStreetAddressAndNoNote() throws {
        for status in DeliveryStatus.allCases {
            let delivery = try Sample.delivery(status)
            let text = try JSON.text(DeliveryData(delivery)) + JSON.text(OpenDeliverySnapshot(DeliveryData(delivery)))
            #expect(!text.contains("삼성로"))
            #expect(!text.contains("문 앞"))
        }
    }

    @Test(arguments: [
        (0, 3000), (1000, 3000), (1001, 3100), (1100, 3100), (1101, 3200), (1500, 3500), (7900, 9900), (8000, 10_000),
        (8001, 10_000), (500_000, 10_000),
    ])
    func fee(meters: Int, won: Int) { #expect(Route(meters: meters).fee == won) }

    @Test func distanceIsTheGreatCircleAndTheDetour() {
        // One minute of latitude is a nautical mile, 1,853 m on the mean sphere.
        let start = Place(region: .unknown, lat: 37.5, lon: 127)
        let end = Place(region: .unknown, lat: 37.5 + 1.0 / 60, lon: 127)
        #expect(abs(Route(from: start, to: end).meters - 2409) <= 2)
        #expect(Route(from: start, to: .unknown).meters == 1500)
        #expect(Route(from: .unknown, to: end).meters == 1500)
        // Both are known to their dong alone.
        #expect(Route(from: start, to: start).meters == 700)
    }

    @Test func safeNumbersAreStable() throws {
        let number = SafeNumber.of(DeliveryID(trusted: "d1"))
        #expect(number == SafeNumber.of(DeliveryID(trusted: "d1")))
        #expect(number != SafeNumber.of(DeliveryID(trusted: "d2")))
        #expect(number.wholeMatch(of: #/0504-\d{4}-\d{4}/#) != nil)
    }

    @Test(arguments: [("01012345678", "010****5678"), ("0212345678", "02****5678"), ("15881234", "****1234")])
    func phonesAreMasked(phone: String, masked: String) {
        #expect(Rider(id: RiderID(trusted: "r"), name: "이름", phone: phone).maskedPhone == masked)
    }
}
