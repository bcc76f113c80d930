import Contracts
import EventLog
import MQTT
import ServiceKit
import Storage
import TestSupport
import Testing

@testable import DeliveryService

@Suite struct RiderSignalTests {
    private let rider = Sample.holder.id
    private let now = Sample.now

    private func place(_ lat: Double, _ lon: Double, _ at: Timestamp) -> [UInt8] {
        Array("{\"lat\":\(lat),\"lon\":\(lon),\"at\":\"\(at)\"}".utf8)
    }

    private func presence(_ status: String, _ session: String) -> [UInt8] {
        Array("{\"status\":\"\(status)\",\"sessionId\":\"\(session)\"}".utf8)
    }

    @Test func theLatestPlaceIsKeptWhileItIsFresh() throws {
        let sightings = RiderSightings(locationLifetime: .seconds(60))
        try sightings.noteLocation(place(37.5, 127, now), of: rider, at: now)
        try sightings.noteLocation(place(37.6, 127, now + .seconds(1)), of: rider, at: now + .seconds(1))
        #expect(throws: DropReason.outOfOrder) {
            try sightings.noteLocation(place(37.7, 127, now), of: rider, at: now + .seconds(2))
        }
        #expect(sightings.sight(of: rider, at: now + .seconds(60)).location?.lat == 37.6)
        #expect(sightings.sight(of: rider, at: now + .seconds(61)).location == nil)
        #expect(sightings.sight(of: Sample.other.id, at: now).isEmpty)
    }

    @Test func placesThatCannotBeAreDropped() {
        let sightings = RiderSightings(locationLifetime: .seconds(60))
        func drop(_ reason: DropReason, _ payload: [UInt8]) {
            #expect(throws: reason) { try sightings.noteLocation(payload, of: rider, at: now) }
        }
        drop(.outOfRange, place(35, 139, now))
        drop(.outOfRange, place(91, 127, now))
        drop(.outOfRange, place(0, 0, now))
        // The Yellow Sea, the East Sea, and between Busan and Jeju.
        drop(.outOfRange, place(36.3, 124.9, now))
        drop(.outOfRange, place(37.2, 130.0, now))
        drop(.outOfRange, place(34.0, 128.3, now))
        drop(.future, place(37, 127, now + .seconds(11)))
        drop(.stale, place(37, 127, now - .seconds(60)))
        drop(.malformed, Array("{\"lat\":\"x\"}".utf8))
        drop(.malformed, Array("{\"lat\":37,\"lon\":127}".utf8))
        drop(.malformed, [])
        drop(.malformed, [0xFF, 0xFE])
        #expect(sightings.sight(of: rider, at: now).isEmpty)
    }

    @Test(arguments: [
        (37.5663, 126.9779), (35.1587, 129.1604), (33.4996, 126.5312), (37.4845, 130.9057), (37.9699, 124.7170),
        (38.0695, 128.1705), (34.3114, 126.7550),
    ])
    func everywhereInTheCountryIsAPlace(lat: Double, lon: Double) throws {
        let sightings = RiderSightings(locationLifetime: .seconds(60))
        try sightings.noteLocation(place(lat, lon, now), of: rider, at: now)
        #expect(sightings.sight(of: rider, at: now).location?.lat == lat)
    }

    @Test func strangersDoNotFillTheMemory() throws {
        let sightings = RiderSightings(locationLifetime: .seconds(60), capacity: 2)
        for name in ["a", "b"] {
            try sightings.noteLocation(place(37, 127, now), of: RiderID(trusted: name), at: now)
            try sightings.notePresence(presence("online", "1"), of: RiderID(trusted: name), at: now)
        }
        #expect(throws: DropReason.full) { try sightings.noteLocation(place(37, 127, now), of: rider, at: now) }
        #expect(throws: DropReason.full) { try sightings.notePresence(presence("online", "1"), of: rider, at: now) }
        let later = now + .seconds(61)
        try sightings.noteLocation(place(37, 127, later), of: rider, at: later)
        try sightings.notePresence(presence("offline", "1"), of: RiderID(trusted: "a"), at: now)
        try sightings.notePresence(presence("online", "1"), of: rider, at: now)
    }

    @Test func aLateGoodbyeDoesNotEndANewSession() throws {
        let sightings = RiderSightings(locationLifetime: .seconds(60))
        func isOnline() -> Bool? { sightings.sight(of: rider, at: now).isOnline }
        #expect(isOnline() == nil)
        try sightings.notePresence(presence("online", "1"), of: rider, at: now)
        try sightings.notePresence(presence("online", "2"), of: rider, at: now)
        try sightings.notePresence(presence("offline", "1"), of: rider, at: now)
        #expect(isOnline() == true)
        try sightings.notePresence(presence("offline", "2"), of: rider, at: now)
        #expect(isOnline() == false)
        #expect(throws: DropReason.malformed) { try sightings.notePresence(Array("online".utf8), of: rider, at: now) }
        try sightings.notePresence([], of: rider, at: now)
        #expect(isOnline() == nil)
    }

    @Test func whatCannotBeUsedIsCounted() async throws {
        try await withDelivery { test in
            let sightings = RiderSightings(locationLifetime: .seconds(60))
            let drops = DropCounter(topic: "location", metrics: test.core.metrics, logger: test.core.logger)
            let listener = SignalListener(test.core.client.subscribe(to: "x", bufferLimit: 1), drops: drops) {
                message,
                rider throws(DropReason) in
                try sightings.noteLocation(message.payload, of: rider, at: Sample.now)
            }
            func hear(_ topic: String, _ payload: [UInt8]) {
                listener.hear([MQTTMessage(topic: topic, payload: payload, qos: .atMostOnce)])
            }
            hear("baedal/v1/riders/holder/location", place(37.5, 127, now))
            hear("baedal/v1/riders/holder/location", place(37.5, 0, now))
            hear("baedal/v1/riders/a b/location", place(37.5, 127, now))
            hear("baedal/v1/riders/holder/location", [UInt8](repeating: 32, count: 5000))
            #expect(sightings.sight(of: rider, at: now).location?.lat == 37.5)
            let metrics = await test.core.metrics.render()
            for reason in ["out-of-range", "bad-rider-id", "too-large"] {
                #expect(metrics.contains("baedal_mqtt_dropped_total{topic=\"location\",reason=\"\(reason)\"} 1"))
            }
        }
    }
}
