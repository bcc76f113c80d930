import Contracts
import EventLog
import MQTT
import ServiceKit
import Storage
import TestSupport
import Testing

@testable import DeliveryService

@Suite struct RiderRequestTests {
    private func request(
        _ action: String,
        _ body: String,
        rider: String = "holder",
        properties: MQTTProperties = .init()
    ) -> MQTTMessage {
        MQTTMessage(
            topic: "baedal/v1/riders/\(rider)/requests/\(action)",
            payload: Array(body.utf8),
            properties: properties
        )
    }

    private func answer(_ test: TestDelivery, _ messages: MQTTMessage...) async -> [RiderReply] {
        var floodGuard = FloodGuard(burst: 1000, perSecond: 1)
        return await test.listener.answer(messages, floodGuard: &floodGuard)
    }

    private func body(_ reply: RiderReply) throws -> JSONValue {
        try JSON.decode(JSONValue.self, from: try reply.message().payload)
    }

    private func code(_ reply: RiderReply) throws -> String? { try body(reply)["problem"]?["code"]?.stringValue }

    @Test func aRideOverMQTTAnswersAsRESTDoes() async throws {
        try await withDelivery { test in
            try await test.register(Sample.holder, Sample.other)
            let id = try await test.open("o1").id
            let want = "{\"deliveryId\":\"\(id)\"}"
            let replies = await answer(
                test,
                request("claim", want),
                request("claim", want),
                request("claim", want, rider: "other"),
                request("pick", want, rider: "other"),
                request("pick", want)
            )
            #expect(try replies.map(code) == [nil, nil, "already-claimed", "forbidden", nil])
            #expect(try body(replies[0]) == body(replies[1]))
            #expect(try body(replies[0])["ok"] == .bool(true))
            try await test.api { call in
                let rest = try await call("PUT", "/deliveries/\(id)/pick", "{\"riderId\":\"holder\"}")
                #expect(try body(replies[4])["delivery"] == rest.body)
                let problem = try await call("PUT", "/deliveries/\(id)/claim", "{\"riderId\":\"other\"}")
                let reply = try #require(await answer(test, request("claim", want, rider: "other")).first)
                #expect(try body(reply)["problem"] == problem.body)
            }
            let last = await answer(test, request("deliver", want), request("deliver", want))
            #expect(try body(last[1])["delivery"]?["status"] == .string("DELIVERED"))
            #expect(try await test.events().suffix(3) == [.deliveryClaimed, .deliveryPickedUp, .deliveryDelivered])
        }
    }

    @Test func badRequestsAreAnsweredOrCounted() async throws {
        try await withDelivery { test in
            try await test.register(Sample.holder)
            let id = try await test.open("o1").id
            let want = "{\"deliveryId\":\"\(id)\"}"
            let large = "{\"deliveryId\":\"\(id)\",\"x\":\"\(String(repeating: "가", count: 1500))\"}"
            let replies = await answer(
                test,
                request("claim", ""),
                request("claim", "{"),
                request("claim", "[]"),
                request("claim", "{}"),
                request("claim", "{\"deliveryId\":\"a/b\"}"),
                request("claim", "{\"deliveryId\":\"none\"}"),
                request("fly", want),
                request("claim", large),
                request("claim", want, rider: "stranger"),
                request("accept-offer", want),
                request("decline-offer", want),
                request("claim", "{\"deliveryId\":\"\(id)\",\"riderId\":\"other\"}"),
                request("claim", "{\"deliveryId\":\"\(id)\",\"riderId\":\"holder\"}")
            )
            #expect(
                try replies.map(code) == [
                    "invalid-request", "invalid-request", "invalid-request", "invalid-request", "invalid-id",
                    "not-found", "invalid-request", "too-large", "not-found", "illegal-transition",
                    "illegal-transition",
                    "forbidden", nil,
                ]
            )
            var kept = request("release", want)
            kept.retain = true
            let dropped = await answer(
                test,
                request("claim", want, rider: "a b"),
                kept,
                MQTTMessage(topic: "baedal/v1/riders/holder/requests", payload: [])
            )
            #expect(dropped.isEmpty)
            let metrics = await test.core.metrics.render()
            #expect(metrics.contains("baedal_mqtt_dropped_total{topic=\"requests\",reason=\"bad-rider-id\"} 2"))
            #expect(metrics.contains("baedal_mqtt_dropped_total{topic=\"requests\",reason=\"retained\"} 1"))
        }
    }

    @Test func aFloodIsRefusedThenIgnored() async throws {
        try await withDelivery { test in
            try await test.register(Sample.holder)
            var floodGuard = FloodGuard(burst: 20, perSecond: 10)
            let flood = [MQTTMessage](repeating: request("claim", "{\"deliveryId\":\"none\"}"), count: 100)
            let replies = await test.listener.answer(flood, floodGuard: &floodGuard)
            let codes = try replies.map(code)
            #expect(codes.filter { $0 == "not-found" }.count == 20)
            #expect(codes.filter { $0 == "rate-limited" }.count == 10)
            #expect(codes.count == 30)
            let quiet = [request("claim", "{\"deliveryId\":\"none\"}", rider: "other")]
            #expect(try await test.listener.answer(quiet, floodGuard: &floodGuard).map(code) == ["not-found"])
        }
    }

    @Test(arguments: [
        ("baedal/v1/riders/holder/answers/7", true), ("baedal/v1/riders/holder/replies", true),
        ("baedal/v1/riders/holder/", false), ("baedal/v1/riders/holder", false), ("baedal/v1/riders/other/x", false),
        ("baedal/v1/riders/holder/+/x", false), ("baedal/v1/riders/holder/#", false),
        ("baedal/v1/orders/o1/status", false),
        ("baedal/v1/riders/holder/requests/claim", false), ("baedal/v1/riders/holder/presence", false),
        ("baedal/v1/riders/holder/location", false), ("baedal/v1/riders/holder/x\u{0}y", false),
        ("baedal/v1/riders/holder/" + String(repeating: "x", count: 300), false),
    ])
    func repliesStayWithTheRider(topic: String, isAllowed: Bool) {
        let message = request(
            "claim",
            "{}",
            properties: MQTTProperties(responseTopic: topic, correlationData: [1, 0, 255])
        )
        let address = ReplyAddress(message, rider: Sample.holder.id)
        #expect(address.topic == (isAllowed ? topic : "baedal/v1/riders/holder/replies"))
        #expect(address.correlationData == [1, 0, 255])
    }

    @Test func correlationIsEchoed() async throws {
        try await withDelivery { test in
            let properties = MQTTProperties(correlationData: Array("c-7".utf8))
            let wants = request("claim", "{\"deliveryId\":\"none\",\"correlationId\":\"요청 7\"}", properties: properties)
            let reply = try #require(await answer(test, wants).first)
            #expect(try body(reply)["correlationId"] == .string("요청 7"))
            #expect(try reply.message().properties.correlationData == Array("c-7".utf8))
        }
    }
}
