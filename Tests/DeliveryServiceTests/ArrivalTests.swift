import Contracts
import EventLog
import ServiceKit
import Storage
import TestSupport
import Testing

@testable import DeliveryService

/// When the food is likely at the door, and when that is worth a message.
@Suite struct ArrivalTests {
    private func claimed(_ test: TestDelivery, _ orders: String...) async throws {
        try await test.register(Sample.holder)
        for order in orders {
            // Stops are made in the order of claiming.
            test.clock.advance(by: .seconds(1))
            let id = try await test.open(order).id
            try await test.api { call in
                let claimed = try await call("PUT", "/deliveries/\(id)/claim", "{\"riderId\":\"holder\"}")
                #expect(claimed.status == 200)
            }
        }
    }

    private func look(_ test: TestDelivery) async throws {
        try await Retimer(book: test.book, clock: test.core.clock).look()
    }

    private func told(_ test: TestDelivery, _ order: String = "o1") async throws -> Duration {
        let eta = try #require(try await test.delivery(of: order)?.etaAt)
        return eta - test.clock.now
    }

    @Test func theKitchenDecidesAsLongAsNobodyRides() async throws {
        try await withDelivery { test in
            try await test.hear(.orderAccepted, Sample.order("o1", .accepted))
            let delivery = try #require(await test.delivery(of: "o1"))
            let readyAt = try #require(delivery.readyAt)
            let eta = try #require(delivery.etaAt)
            #expect(eta > readyAt + .seconds(300) && eta < readyAt + .seconds(1200))
            let event = try await test.core.log.events(after: 0, limit: 1)[0].decode(DeliveryData.self)
            #expect(event.etaAt == eta)
        }
    }

    @Test func theRidersPlaceMovesIt() async throws {
        try await withDelivery { test in
            try await claimed(test, "o1")
            test.clock.advance(by: .seconds(900))
            try test.place(Sample.holder, 37.55, 127.0)
            try await look(test)
            let far = try await told(test)
            test.clock.advance(by: .seconds(10))
            try test.place(Sample.holder, 37.5, 127.036)
            try await look(test)
            let near = try await told(test)
            #expect(far - near > .seconds(600))
            #expect(try await test.events().suffix(2) == [.deliveryPrepared, .deliveryPrepared])
        }
    }

    @Test func lessThanAMinuteIsNotWorthAMessage() async throws {
        try await withDelivery { test in
            try await claimed(test, "o1")
            test.clock.advance(by: .seconds(900))
            try test.place(Sample.holder, 37.5, 127.036)
            try await look(test)
            let events = try await test.events().count
            for _ in 0..<5 {
                test.clock.advance(by: .seconds(10))
                try test.place(Sample.holder, 37.5, 127.036)
                try await look(test)
            }
            #expect(try await test.events().count == events)
        }
    }

    @Test func whatWasSaidStandsWhileTheRiderIsNotSeen() async throws {
        try await withDelivery { test in
            try await claimed(test, "o1")
            let events = try await test.events().count
            let eta = try #require(try await test.delivery(of: "o1")?.etaAt)
            test.clock.advance(by: eta - test.clock.now - .seconds(1))
            try await look(test)
            #expect(try await test.events().count == events)
            test.clock.advance(by: .seconds(2))
            try await look(test)
            #expect(try await told(test) > .zero)
        }
    }

    @Test func theSecondDoorOfATripIsReachedLater() async throws {
        try await withDelivery { test in
            try await claimed(test, "o1", "o2")
            test.clock.advance(by: .seconds(900))
            try test.place(Sample.holder, 37.5, 127.036)
            try await look(test)
            let gap = try await told(test, "o2") - told(test, "o1")
            #expect(gap > .seconds(120) && gap < .seconds(600))
        }
    }

    @Test func nobodyWaitsForWhatIsThere() async throws {
        for status in [DeliveryStatus.delivered, .cancelled] {
            let delivery = try Sample.delivery(status)
            let forecast = Forecast(sightings: RiderSightings(locationLifetime: .seconds(60)))
            #expect(forecast.door(of: delivery, beside: [], at: Sample.now) == nil)
        }
    }
}
