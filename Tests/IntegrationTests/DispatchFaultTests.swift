import Contracts
import MQTT
import TestSupport
import Testing

/// Riders and offers, whatever dies: nobody is stuck.
@Suite("배차 중에 무엇이 죽어도")
struct DispatchFaultTests {
    private static let dispatch = "/regions/%EC%84%9C%EC%9A%B8/%EA%B0%95%EB%82%A8%EA%B5%AC/dispatch"
    private static let windows = [
        "--no-samples", "--offer-within", "2", "--board-after", "2", "--plan-every", "1", "--offline-grace", "1",
    ]

    @Test(
        "the broker is away while a rider is asked: the food goes to the board, and is delivered",
        arguments: [false, true]
    )
    func theBrokerIsAway(_ isWiped: Bool) async throws {
        try await withBroker { broker in
            try await withBaedal(Self.windows + ["--broker", "\(broker.address)"]) { system in
                try await withTown(in: system) { town in
                    let (order, delivery) = try await offered(in: town)
                    let offer = "baedal/v1/riders/bungae/offers/\(delivery)"
                    try await town.watcher.first("the offer") { $0.topic == offer && !$0.isEmpty }
                    await broker.kill()
                    if isWiped { try broker.wipe() }
                    // Nobody can be told, so that it can only be asked for.
                    try await status("OPEN", of: delivery, in: town)
                    try await broker.start()
                    try await town.watcher.first("the board") { $0.topic == Town.board + delivery && !$0.isEmpty }
                    try await town.ride(delivery, by: "baram")
                    try await town.everythingIsSettled()
                    #expect(try await town.api.get("/orders/\(order)").json["status"]?.stringValue == "DELIVERED")
                    let retained = try await retained(under: "baedal/v1/riders/+/offers/+", broker)
                    #expect(retained.isEmpty)
                }
            }
        }
    }

    @Test("an offer outlives a kill -9, and ends in its time")
    func baedalIsKilled() async throws {
        try await withTown(.together, Self.windows) { town in
            let (order, delivery) = try await offered(in: town)
            await town.system.kill()
            try await town.system.start()
            try await town.watcher.event(.offerExpired, of: order)
            try await town.watcher.first("the board") { $0.topic == Town.board + delivery && !$0.isEmpty }
            try await town.ride(delivery, by: "baram")
            try await town.watcher.status(.delivered, of: order)
        }
    }

    @Test("what a rider held who went offline is somebody else's after the grace time")
    func aRiderIsGone() async throws {
        try await withTown(.together, Self.windows) { town in
            try await town.goOnline("bungae")
            let order = try await town.order()
            try await town.pay(order)
            try await town.cook(order)
            let delivery = try await town.openDelivery(of: order)
            try await town.ride(delivery, by: "bungae", ["claim"])
            // As the broker publishes a last will.
            let will = Array("{\"status\":\"offline\",\"sessionId\":\"1\"}".utf8)
            try await town.mqtt.publish(
                MQTTMessage(topic: "baedal/v1/riders/bungae/presence", payload: will, retain: true)
            )
            try await town.watcher.event(.deliveryReleased, of: order)
            try await town.ride(delivery, by: "baram")
            try await town.watcher.status(.delivered, of: order)
        }
    }

    /// - Returns: an order whose delivery `bungae` has just been offered.
    private func offered(in town: Town) async throws -> (order: String, delivery: String) {
        try await town.api.put(Self.dispatch, ["mode": "auto"], expecting: 200)
        try await town.goOnline("bungae")
        let order = try await town.order()
        try await town.pay(order)
        try await town.cook(order)
        let event = try await town.watcher.event(.deliveryOffered, of: order)
        return (order, try #require(event["data"]?["deliveryId"]?.stringValue))
    }

    private func status(_ status: String, of delivery: String, in town: Town) async throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while try await town.api.get("/deliveries/\(delivery)").json["status"]?.stringValue != status {
            try #require(ContinuousClock.now < deadline, "not \(status)")
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// What a subscriber who comes now is given.
    private func retained(under filter: String, _ broker: TestBroker) async throws -> [String] {
        try await withClient(broker) { client in
            let found = client.subscribe(to: filter, bufferLimit: 100)
            let mark = "baedal/v1/riders/mark/offers/mark"
            try await found.waitUntilActive()
            try await client.publish(MQTTMessage(topic: mark, payload: [1]))
            var topics: [String] = []
            for await message in found {
                if message.topic == mark { break }
                topics.append(message.topic)
            }
            return topics
        }
    }
}
