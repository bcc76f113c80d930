import Contracts
import Logging
import MQTT
import TestSupport
import Testing

/// A small town to test in: a store with two foods, a customer, two riders, and somebody who watches every topic.
struct Town: Sendable {
    let system: RunningBaedal
    let api: Api
    let watcher: Watcher
    let mqtt: MQTTClient

    static let address = "서울 강남구 테헤란로 152 (역삼동)"
    static let board = "baedal/v1/regions/서울/강남구/역삼동/deliveries/"

    /// Registers everybody. 떡볶이 costs 4,500 won, and there are ten.
    func settle() async throws {
        try await api.post(
            "/stores",
            ["id": "bunsik", "name": "역삼분식", "address": "서울 강남구 테헤란로 123 (역삼동)"],
            expecting: 201
        )
        for food in [("tteok", "떡볶이", 4500), ("gimbap", "김밥", 3500)] {
            try await api.post(
                "/foods",
                [
                    "id": .string(food.0), "name": .string(food.1), "price": .integer(Int64(food.2)), "count": 10,
                    "storeId": "bunsik",
                ],
                expecting: 201
            )
        }
        try await api.post("/customers", ["id": "haneul", "name": "김하늘", "phone": "010-1234-5678"], expecting: 201)
        for rider in [("bungae", "박번개"), ("baram", "최바람")] {
            try await api.post(
                "/riders",
                ["id": .string(rider.0), "name": .string(rider.1), "phone": "010-8765-4321"],
                expecting: 201
            )
        }
    }

    /// Orders two portions of tteokbokki.
    func order(_ changes: [String: JSONValue] = [:]) async throws -> String {
        var body: [String: JSONValue] = [
            "customerId": "haneul", "foodId": "tteok", "quantity": 2, "options": "덜 맵게",
            "address": .string(Self.address),
        ]
        body.merge(changes) { _, new in new }
        let reply = try await api.post("/orders", .object(body), expecting: 201)
        return try #require(reply.json["id"]?.stringValue)
    }

    func pay(_ order: String) async throws {
        try await api.post("/payments", ["orderId": .string(order)], expecting: 201)
    }

    /// Waits until the order is the store's, then does what the store does.
    func store(_ order: String, _ action: String, _ body: JSONValue = [:]) async throws {
        try await watcher.event(.orderReceived, of: order)
        try await api.put("/storeOrders/\(order)/\(action)", body, expecting: 200)
    }

    func cook(_ order: String) async throws {
        try await store(order, "accept", ["cookMinutes": 15])
        try await store(order, "start-cook")
        try await store(order, "finish-cook")
    }

    /// Waits until the delivery is on the board.
    func openDelivery(of order: String) async throws -> String {
        let event = try await watcher.event(.deliveryOpened, of: order)
        return try #require(event["data"]?["deliveryId"]?.stringValue)
    }

    func ride(_ delivery: String, by rider: String, _ actions: [String] = ["claim", "pick", "deliver"]) async throws {
        for action in actions {
            try await api.put("/deliveries/\(delivery)/\(action)", ["riderId": .string(rider)], expecting: 200)
        }
    }

    /// From the order to the door.
    func deliveredOrder() async throws -> String {
        let order = try await order()
        try await pay(order)
        try await cook(order)
        try await ride(openDelivery(of: order), by: "bungae")
        try await watcher.status(.delivered, of: order)
        return order
    }

    /// The rider's app is there, and says where: at the store's door.
    func goOnline(_ rider: String) async throws {
        let presence = Array("{\"status\":\"online\",\"sessionId\":\"1\"}".utf8)
        let place = Array("{\"lat\":37.5,\"lon\":127.036,\"at\":\"\(Timestamp.now)\"}".utf8)
        try await mqtt.publish(
            contentsOf: [
                MQTTMessage(topic: "baedal/v1/riders/\(rider)/presence", payload: presence, retain: true),
                MQTTMessage(topic: "baedal/v1/riders/\(rider)/location", payload: place, qos: .atMostOnce),
            ]
        )
    }

    /// The portions left of a food.
    func count(of food: String) async throws -> Int {
        try #require(try await api.get("/foods/\(food)").json["count"]?.integerValue)
    }
}

extension Town {
    /// Waits until every event has been published and every consumer has applied it, twice in a row: what an effect
    /// brings about may itself be an event.
    func everythingIsSettled(within limit: Duration = .seconds(30)) async throws {
        let deadline = ContinuousClock.now + limit
        var quiet: [String: Int]?
        while true {
            let services = try await api.get("/health").json["services"]
            let heads = heads(services)
            if isCaughtUp(services, heads) {
                if quiet == heads { return }
                quiet = heads
            } else {
                quiet = nil
            }
            guard ContinuousClock.now < deadline else { throw NotSettled(health: services) }
        }
    }

    struct NotSettled: Error {
        let health: JSONValue?
    }

    private func heads(_ services: JSONValue?) -> [String: Int] {
        var heads: [String: Int] = [:]
        for context in EventContext.allCases {
            heads[context.rawValue] = services?[context.rawValue]?["sequence"]?.integerValue
        }
        return heads
    }

    private func isCaughtUp(_ services: JSONValue?, _ heads: [String: Int]) -> Bool {
        EventContext.allCases.allSatisfy { context in
            guard let service = services?[context.rawValue] else { return false }
            return service["backlog"]?.integerValue == 0
                && (service["consumers"]?.arrayValue ?? []).allSatisfy { consumer in
                    consumer["sequence"]?.integerValue == heads[consumer["context"]?.stringValue ?? ""]
                }
        }
    }
}

/// Runs `body` in a new town, its services in one process or in one each.
func withTown<Value>(
    _ deployment: Deployment = .together,
    _ arguments: [String] = [],
    _ body: (Town) async throws -> Value
) async throws -> Value {
    try await deployment.run(["--no-samples"] + arguments) { try await withTown(in: $0, body) }
}

/// Runs `body` in a town over a system that runs already.
func withTown<Value>(in system: RunningBaedal, _ body: (Town) async throws -> Value) async throws -> Value {
    let client = MQTTClient(
        configuration: testConfiguration(system.mqtt, "watcher"),
        logger: Logger(label: "watcher", factory: { _ in SwiftLogNoOpLogHandler() })
    )
    let subscription = client.subscribe(to: "baedal/v1/#", bufferLimit: 100_000)
    let watcher = Watcher()
    let watching = Task {
        for await message in subscription { watcher.add(message) }
    }
    defer { watching.cancel() }
    return try await withRunning(client) { client in
        try await subscription.waitUntilActive()
        let town = Town(system: system, api: Api(rest: system.rest), watcher: watcher, mqtt: client)
        try await town.settle()
        return try await body(town)
    }
}
