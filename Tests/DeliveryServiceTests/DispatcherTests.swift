import Contracts
import EventLog
import ServiceKit
import Storage
import TestSupport
import Testing

@testable import DeliveryService

@Suite struct DispatcherTests {
    private let gangnam = DispatchArea(sido: "서울", sigungu: "강남구")
    private let path = "/regions/%EC%84%9C%EC%9A%B8/%EA%B0%95%EB%82%A8%EA%B5%AC/dispatch"

    /// An area with automatic dispatch, and two riders: `holder` at the store's door, `other` some way off.
    private func withAuto(
        _ configuration: DeliveryConfiguration = .init(),
        _ body: (TestDelivery) async throws -> Void
    ) async throws {
        try await withDelivery(configuration: configuration) { test in
            try await test.register(Sample.holder, Sample.other)
            try await test.choose(.auto, gangnam)
            try test.place(Sample.holder, 37.5, 127.036)
            try test.place(Sample.other, 37.52, 127.06)
            try await body(test)
        }
    }

    @Test func readyFoodIsOfferedToTheNearestRiderAlone() async throws {
        try await withAuto { test in
            try await test.hear(.cookingFinished, Sample.order("o1", .cooked))
            let waiting = try #require(await test.delivery(of: "o1"))
            #expect(waiting.status == .preparing)
            #expect(try await test.retained(Topics.openDelivery(Sample.door.region, waiting.id)) == nil)

            test.clock.advance(by: .seconds(900))
            try test.place(Sample.holder, 37.5, 127.036)
            try test.place(Sample.other, 37.52, 127.06)
            #expect(try await test.dispatcher.dispatch(gangnam) == 1)
            let offered = try #require(await test.delivery(of: "o1"))
            #expect(offered.status == .offered)
            #expect(offered.riderId == Sample.holder.id)
            let shown = try #require(try await test.retained(Topics.offer(Sample.holder.id, offered.id)))
            #expect(shown["expiresAt"]?.stringValue == (test.clock.now + .seconds(30)).description)
            for part in ["total", "excess", "lateness", "riderMinutes"] { #expect(shown["score"]?[part] != nil) }
            #expect(try await test.retained(Topics.offer(Sample.other.id, offered.id)) == nil)
            #expect(offered.etaAt == offered.offer?.dropoffAt)
            #expect(try await test.dispatcher.dispatch(gangnam) == 0, "one rider at a time")
        }
    }

    @Test func theNextRiderIsAskedAndThenTheBoard() async throws {
        try await withAuto { test in
            try await test.hear(.cookingFinished, Sample.order("o1", .cooked))
            let id = try #require(await test.delivery(of: "o1")).id
            test.clock.advance(by: .seconds(900))
            for rider in [Sample.holder, Sample.other] {
                try test.place(Sample.holder, 37.5, 127.036)
                try test.place(Sample.other, 37.52, 127.06)
                #expect(try await test.dispatcher.dispatch(gangnam) == 1)
                #expect(try await test.delivery(of: "o1")?.riderId == rider.id)
                try await test.api { call in
                    let body = "{\"riderId\":\"\(rider.id)\"}"
                    let declined = try await call("PUT", "/deliveries/\(id)/decline-offer", body)
                    #expect(declined.status == 200)
                    #expect(try await call("PUT", "/deliveries/\(id)/decline-offer", body).text == declined.text)
                }
                #expect(try await test.retained(Topics.offer(rider.id, id)) == nil)
            }
            #expect(try await test.dispatcher.dispatch(gangnam) == 0, "nobody is left to ask")
            test.clock.advance(by: .seconds(60))
            try await DeliveryTimer(book: test.book, clock: test.core.clock).look()
            #expect(try await test.delivery(of: "o1")?.status == .open)
            #expect(try await test.retained(Topics.openDelivery(Sample.door.region, id)) != nil)
            #expect(
                try await test.events().suffix(5) == [
                    .deliveryOffered, .offerDeclined, .deliveryOffered, .offerDeclined, .deliveryOpened,
                ]
            )
        }
    }

    @Test func anOfferRunsOutThoughTheServiceWasAway() async throws {
        try await withAuto { test in
            let id = try await offer("o1", test)
            test.clock.advance(by: .seconds(30))
            // As after a restart: the time stands in the row.
            try await DeliveryTimer(book: test.book, clock: test.core.clock).look()
            let back = try #require(await test.delivery(of: "o1"))
            #expect(back.status == .preparing)
            #expect(back.passed == [Sample.holder.id])
            #expect(try await test.retained(Topics.offer(Sample.holder.id, id)) == nil)
            let metrics = await test.core.metrics.render()
            #expect(metrics.contains("baedal_offers_total{outcome=\"made\"} 1"))
            #expect(metrics.contains("baedal_offers_total{outcome=\"expired\"} 1"))
        }
    }

    @Test func aCancelledOrderWithdrawsItsOffer() async throws {
        try await withAuto { test in
            let id = try await offer("o1", test)
            try await test.hear(.storeOrderCancelled, Sample.order("o1", .cancelled, reason: "고객 취소"))
            #expect(try await test.delivery(of: "o1")?.status == .cancelled)
            #expect(try await test.retained(Topics.offer(Sample.holder.id, id)) == nil)
            try await test.api { call in
                let late = try await call("PUT", "/deliveries/\(id)/accept-offer", "{\"riderId\":\"holder\"}")
                #expect(late.code == "illegal-transition")
            }
        }
    }

    @Test func whatWasAcceptedIsTheRiders() async throws {
        try await withAuto { test in
            let id = try await offer("o1", test)
            try await test.api { call in
                let body = "{\"riderId\":\"holder\"}"
                #expect(try await call("PUT", "/deliveries/\(id)/claim", body).code == "illegal-transition")
                let alien = try await call("PUT", "/deliveries/\(id)/accept-offer", "{\"riderId\":\"other\"}")
                #expect(alien.code == "forbidden")
                #expect(try await call("PUT", "/deliveries/\(id)/accept-offer", "{}").code == "invalid-request")
                let accepted = try await call("PUT", "/deliveries/\(id)/accept-offer", body)
                #expect(accepted.body["address"]?.stringValue == Sample.door.address)
                #expect(try await call("PUT", "/deliveries/\(id)/accept-offer", body).text == accepted.text)
                let lost = try await call("PUT", "/deliveries/\(id)/accept-offer", "{\"riderId\":\"other\"}")
                #expect(lost.code == "already-claimed")
            }
            #expect(try await test.retained(Topics.offer(Sample.holder.id, id)) == nil)
            #expect(try await test.retained(Topics.riderDelivery(Sample.holder.id, id)) != nil)
        }
    }

    @Test func twoPlansAtOnceMakeOneOffer() async throws {
        try await withAuto { test in
            try await test.hear(.cookingFinished, Sample.order("o1", .cooked))
            test.clock.advance(by: .seconds(900))
            try test.place(Sample.holder, 37.5, 127.036)
            let delivery = try #require(await test.delivery(of: "o1"))
            let proposals = [Sample.holder, Sample.other].map { rider in
                Proposal(delivery: delivery.id, version: delivery.version, rider: rider.id, offer: Sample.offer)
            }
            async let first = test.dispatcher.offer([proposals[0]], in: gangnam)
            async let second = test.dispatcher.offer([proposals[1]], in: gangnam)
            #expect(try await first + second == 1)
        }
    }

    @Test func nobodyIsAskedForMoreThanTheRiderMayHold() async throws {
        var configuration = DeliveryConfiguration()
        configuration.holdLimit = 2
        try await withAuto(configuration) { test in
            for order in ["o1", "o2", "o3"] { try await test.hear(.cookingFinished, Sample.order(order, .cooked)) }
            test.clock.advance(by: .seconds(900))
            try test.place(Sample.holder, 37.5, 127.036)
            var made = 0
            for _ in 0..<3 { made += try await test.dispatcher.dispatch(gangnam) }
            #expect(made == 2)
        }
    }

    @Test func onlyRidersWhoCanHearAreAsked() async throws {
        try await withAuto { test in
            try await test.hear(.cookingFinished, Sample.order("o1", .cooked))
            test.clock.advance(by: .seconds(900))
            #expect(try await test.dispatcher.dispatch(gangnam) == 0, "no place is fresh")
            try test.place(Sample.holder, 37.5, 127.036)
            try test.sightings.notePresence(
                Array("{\"status\":\"offline\",\"sessionId\":\"1\"}".utf8),
                of: Sample.holder.id,
                at: test.clock.now
            )
            #expect(try await test.dispatcher.dispatch(gangnam) == 0, "gone offline")
            try test.place(RiderID(trusted: "stranger"), 37.5, 127.036)
            #expect(try await test.dispatcher.dispatch(gangnam) == 0, "not registered")
        }
    }

    @Test func theModeIsChosenForARegion() async throws {
        try await withDelivery { test in
            try await test.hear(.orderAccepted, Sample.order("o1", .accepted))
            try await test.api { call in
                let before = try await call("GET", path)
                #expect(before.body["mode"] == .string("board"))
                #expect(before.body["version"] == .integer(0))
                let chosen = try await call("PUT", path, "{\"mode\":\"auto\"}")
                #expect(chosen.status == 200)
                #expect(chosen.body["region"] == .string("서울/강남구"))
                #expect(try await call("PUT", path, "{\"mode\":\"auto\"}").text == chosen.text)
                #expect(try await call("GET", path).text == chosen.text)
                for body in ["{}", "{\"mode\":\"fast\"}", "{\"mode\":1}", "["] {
                    let wrong = try await call("PUT", path, body)
                    #expect(wrong.status == 400)
                }
                #expect(try await call("GET", "/regions/atlantis/x/dispatch").code == "not-found")
                let stale = try await call("PUT", path, "{\"mode\":\"board\"}", headers: ["If-Match": "\"7\""])
                #expect(stale.status == 412)
            }
            // What waits for an offer goes to the board with the area.
            try await test.hear(.cookingFinished, Sample.order("o1", .cooked))
            #expect(try await test.delivery(of: "o1")?.status == .preparing)
            try await test.api { call in
                let back = try await call("PUT", path, "{\"mode\":\"board\"}")
                #expect(back.status == 200)
            }
            #expect(try await test.delivery(of: "o1")?.status == .open)
            #expect(try await test.events() == [.deliveryPrepared, .deliveryPrepared, .deliveryOpened])
        }
    }

    /// - Returns: the delivery that `holder` is offered now.
    private func offer(_ order: String, _ test: TestDelivery) async throws -> DeliveryID {
        try await test.hear(.cookingFinished, Sample.order(order, .cooked))
        test.clock.advance(by: .seconds(900))
        try test.place(Sample.holder, 37.5, 127.036)
        #expect(try await test.dispatcher.dispatch(gangnam) == 1)
        return try #require(await test.delivery(of: order)).id
    }
}
