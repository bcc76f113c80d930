import Contracts
import Foundation
import Logging
import MQTT
import TestSupport
import Testing

/// `/asyncapi.json` says what is published, and what riders' apps may publish: no more, no less, and as it is.
@Suite("asyncapi.json")
struct AsyncAPITests {
    @Test("every message of orders' lives is on a documented channel, of its QoS and of its schema")
    func everyMessageIsAsDocumented() async throws {
        try await withTown { town in
            let document = try AsyncAPIDocument(try await town.system.rest.get("/asyncapi.json").json)
            let messages = try await everything(in: town, under: "document") { try await live(in: town) }
            for message in messages { expectNoErrors(document, message) }
            let seen = Set(messages.flatMap { document.channels(of: $0.topic).map(\.name) })
            #expect(Set(document.channels.map(\.name)).subtracting(seen) == [])
            expectEveryType(in: messages)

            let retained = try await everything(in: town, under: "retained") {}.filter(\.retain)
            #expect(!retained.isEmpty)
            for message in retained { expectNoErrors(document, message) }
            let ended = try #require(
                messages.last { message in
                    message.topic.hasSuffix("/status")
                        && (try? JSON.decode(OrderStatusSnapshot.self, from: message.payload))?.status == .completed
                }
            )
            let expiry = try #require(document["orderStatus"]?.binding["messageExpiryInterval"]?.integerValue)
            #expect((expiry - 60...expiry).contains(Int(ended.properties.messageExpiry ?? 0)))
        }
    }

    @Test("the channels of events have exactly the types of their context")
    func everyTypeIsDocumented() async throws {
        try await withBaedal { system in
            let document = try AsyncAPIDocument(try await system.rest.get("/asyncapi.json").json)
            for context in EventContext.allCases {
                let channel = try #require(document["\(context.rawValue)Events"])
                let types = Set(EventType.allCases.filter { $0.context == context }.map(\.rawValue))
                #expect(Set(channel.messages.keys) == types)
                #expect(Set(channel.parameters["type"]?["enum"]?.arrayValue?.compactMap(\.stringValue) ?? []) == types)
                for type in types { #expect(document.channels(of: "baedal/v1/events/\(context)/\(type)/x").count == 1) }
            }
        }
    }

    private func expectNoErrors(_ document: AsyncAPIDocument, _ message: MQTTMessage) {
        let text = String(decoding: message.payload, as: UTF8.self)
        #expect(document.errors(in: message) == [], "\(message.topic) \(text)")
    }

    /// All but what takes a timer or a race.
    private func expectEveryType(in messages: [MQTTMessage]) {
        let types = Set(
            messages.compactMap { message -> EventType? in
                let levels = message.topic.split(separator: "/")
                return levels.dropFirst(2).first == "events" ? EventType(rawValue: String(levels[4])) : nil
            }
        )
        let others: Set<EventType> = [.orderExpired, .cancelRefused, .offerExpired]
        #expect(Set(EventType.allCases).subtracting(types) == others)
    }

    /// Newcomers, and three orders: one to the door and rated, one cancelled after it was accepted, one rejected; and a customer whom
    /// nobody knows.
    private func live(in town: Town) async throws {
        let store: JSONValue = ["id": "gukbap", "name": "판교국밥", "address": "경기 성남시 분당구 판교역로 166 (백현동)"]
        try await town.api.post("/stores", store, expecting: 201)
        let food: JSONValue = ["id": "dwaeji", "name": "돼지국밥", "price": 9000, "count": 50, "storeId": "gukbap"]
        try await town.api.post("/foods", food, expecting: 201)
        try await town.api.post("/riders", ["name": "나달림", "phone": "010-7777-8888"], expecting: 201)
        let order = try await town.order()
        try await town.api.post("/payments", ["orderId": .string(order), "method": "decline"], expecting: 402)
        try await town.pay(order)
        try await town.cook(order)
        let delivery = try await town.openDelivery(of: order)
        try await ride(delivery, in: town)
        try await town.watcher.status(.delivered, of: order)
        try await town.api.put("/orders/\(order)/confirm", [:], expecting: 200)
        try await town.api.put("/orders/\(order)/rate", ["score": 5, "comment": "맛있어요"], expecting: 200)

        let cancelled = try await town.order()
        try await town.pay(cancelled)
        try await town.store(cancelled, "accept")
        try await town.watcher.status(.accepted, of: cancelled)
        try await town.api.put("/orders/\(cancelled)/cancel", ["reason": "잘못 골랐어요"], expecting: 202)
        try await town.watcher.event(.deliveryCancelled, of: cancelled)

        let rejected = try await town.order(["customerId": "stranger"])
        try await town.pay(rejected)
        try await town.store(rejected, "reject", ["reason": "재료가 떨어졌어요"])
        try await town.watcher.status(.rejected, of: rejected)
        try await offer(in: town)
        _ = try await town.system.rest.patch("/foods/gimbap", ["price": 4000])
        try await town.everythingIsSettled()
    }

    /// As a rider's app does it, over MQTT.
    private func ride(_ delivery: String, in town: Town) async throws {
        try await publish(["status": "online", "sessionId": "s"], "bungae/presence", retain: true, in: town)
        let place: JSONValue = ["lat": 37.5, "lon": 127.03, "at": .string(Timestamp.now.description)]
        try await publish(place, "bungae/location", qos: .atMostOnce, in: town)
        for (rider, action, isDone) in [
            ("bungae", "claim", true), ("baram", "claim", false), ("bungae", "release", true), ("baram", "claim", true),
            ("baram", "pick", true), ("baram", "deliver", true),
        ] {
            let mark = "\(rider)-\(action)-\(isDone)"
            let request: JSONValue = ["deliveryId": .string(delivery), "correlationId": .string(mark)]
            try await publish(request, "\(rider)/requests/\(action)", in: town)
            let reply = try await town.watcher.first("the reply to \(mark)") { seen in
                seen.topic == "baedal/v1/riders/\(rider)/replies" && seen.json["correlationId"]?.stringValue == mark
            }
            #expect(reply.json["ok"] == .bool(isDone))
        }
    }

    /// An automatic offer, declined and then accepted by the next one, over MQTT.
    private func offer(in town: Town) async throws {
        let dispatch = "/regions/%EC%84%9C%EC%9A%B8/%EA%B0%95%EB%82%A8%EA%B5%AC/dispatch"
        try await town.api.put(dispatch, ["mode": "auto"], expecting: 200)
        for rider in ["bungae", "baram"] { try await town.goOnline(rider) }
        let order = try await town.order()
        try await town.pay(order)
        try await town.cook(order)
        var asked: Set<String> = []
        for action in ["decline-offer", "accept-offer"] {
            let known = asked
            let offer = try await town.watcher.first("an offer for \(action)") { seen in
                let levels = seen.topic.split(separator: "/")
                return levels.count == 6 && levels[4] == "offers" && seen.json["orderId"]?.stringValue == order
                    && !known.contains(String(levels[3]))
            }
            let rider = String(offer.topic.split(separator: "/")[3])
            asked.insert(rider)
            let request: JSONValue = ["deliveryId": try #require(offer.json["deliveryId"])]
            try await publish(request, "\(rider)/requests/\(action)", in: town)
        }
        try await town.watcher.event(.deliveryClaimed, of: order)
        try await town.api.put(dispatch, ["mode": "board"], expecting: 200)
    }

    private func publish(
        _ payload: JSONValue,
        _ topic: String,
        qos: QoS = .atLeastOnce,
        retain: Bool = false,
        in town: Town
    ) async throws {
        let bytes = Array(try JSON.data(payload))
        try await town.mqtt.publish(
            MQTTMessage(topic: "baedal/v1/riders/\(topic)", payload: bytes, qos: qos, retain: retain)
        )
    }

    /// All that a new subscriber of every topic sees until the body has returned.
    private func everything(
        in town: Town,
        under name: String,
        _ body: () async throws -> Void
    ) async throws -> [MQTTMessage] {
        let client = MQTTClient(
            configuration: testConfiguration(town.system.mqtt, name),
            logger: Logger(label: name, factory: { _ in SwiftLogNoOpLogHandler() })
        )
        let subscription = client.subscribe(to: "baedal/v1/#", bufferLimit: 100_000)
        return try await withRunning(client) { client in
            try await subscription.waitUntilActive()
            try await body()
            // The broker keeps the order: when this has come, all before it has.
            try await publish(["status": "offline"], "\(name)/presence", in: town)
            var messages: [MQTTMessage] = []
            for await message in subscription {
                messages.append(message)
                if message.topic == "baedal/v1/riders/\(name)/presence" { break }
            }
            #expect(subscription.droppedCount == 0)
            return messages
        }
    }
}
