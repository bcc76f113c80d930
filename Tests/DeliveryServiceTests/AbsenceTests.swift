import Contracts
import EventLog
import ServiceKit
import Storage
import TestSupport
import Testing

@testable import DeliveryService

@Suite struct AbsenceTests {
    private func timer(_ test: TestDelivery, _ sightings: RiderSightings? = nil) -> AbsenceTimer {
        AbsenceTimer(book: test.book, sightings: sightings ?? test.sightings, clock: test.core.clock) { true }
    }

    private func claim(_ order: String, _ test: TestDelivery) async throws {
        let id = try await test.open(order).id
        try await test.api { call in
            let claimed = try await call("PUT", "/deliveries/\(id)/claim", "{\"riderId\":\"holder\"}")
            #expect(claimed.status == 200)
        }
    }

    private func say(_ status: String, _ test: TestDelivery) throws {
        let payload = Array("{\"status\":\"\(status)\",\"sessionId\":\"1\"}".utf8)
        try test.sightings.notePresence(payload, of: Sample.holder.id, at: test.clock.now)
    }

    @Test func whatAnAbsentRiderHasNotPickedUpGoesBack() async throws {
        try await withDelivery { test in
            try await test.register(Sample.holder)
            try say("online", test)
            try await claim("o1", test)
            try await claim("o2", test)
            try await test.api { call in
                let id = try #require(await test.delivery(of: "o2")).id
                #expect(try await call("PUT", "/deliveries/\(id)/pick", "{\"riderId\":\"holder\"}").status == 200)
            }
            test.clock.advance(by: .seconds(10))
            try say("offline", test)
            try await timer(test).giveBack(at: test.clock.now)
            test.clock.advance(by: .seconds(179))
            try await timer(test).giveBack(at: test.clock.now)
            #expect(try await test.delivery(of: "o1")?.status == .claimed)

            // A restart in between: nothing is known of the rider, and the time has run all the same.
            test.clock.advance(by: .seconds(1))
            let restarted = RiderSightings(locationLifetime: .seconds(60))
            try await timer(test, restarted).giveBack(at: test.clock.now)
            #expect(try await test.delivery(of: "o1")?.status == .open)
            #expect(try await test.delivery(of: "o2")?.status == .pickedUp)
        }
    }

    @Test func whoComesBackInTimeKeepsIt() async throws {
        try await withDelivery { test in
            try await test.register(Sample.holder)
            try await claim("o1", test)
            test.clock.advance(by: .seconds(10))
            try say("offline", test)
            try await timer(test).giveBack(at: test.clock.now)
            test.clock.advance(by: .seconds(170))
            try say("online", test)
            try await timer(test).giveBack(at: test.clock.now)
            test.clock.advance(by: .seconds(100))
            try say("offline", test)
            try await timer(test).giveBack(at: test.clock.now)
            test.clock.advance(by: .seconds(100))
            try await timer(test).giveBack(at: test.clock.now)
            #expect(try await test.delivery(of: "o1")?.status == .claimed, "the time began anew")
        }
    }

    @Test func aClaimOverRESTWhileOfflineIsKept() async throws {
        try await withDelivery { test in
            try await test.register(Sample.holder)
            try say("offline", test)
            test.clock.advance(by: .seconds(10))
            try await claim("o1", test)
            test.clock.advance(by: .seconds(600))
            try await timer(test).giveBack(at: test.clock.now)
            #expect(try await test.delivery(of: "o1")?.status == .claimed)
        }
    }

    @Test func nothingIsTakenAwayWhileTheBrokerCannotBeHeard() async throws {
        try await withDelivery { test in
            try await test.register(Sample.holder)
            try await claim("o1", test)
            test.clock.advance(by: .seconds(10))
            try say("offline", test)
            test.clock.advance(by: .seconds(600))
            let deaf = AbsenceTimer(book: test.book, sightings: test.sightings, clock: test.core.clock) { false }
            for _ in 0..<10 { try await deaf.look() }
            #expect(try await test.delivery(of: "o1")?.status == .claimed)
            let hearing = timer(test)
            for _ in 0..<5 { try await hearing.look() }
            #expect(
                try await test.delivery(of: "o1")?.status == .claimed,
                "riders who are back have some seconds to say so"
            )
            try await hearing.look()
            #expect(try await test.delivery(of: "o1")?.status == .open)
        }
    }
}
