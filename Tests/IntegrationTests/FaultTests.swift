import Contracts
import Foundation
import MQTT
import TestSupport
import Testing

/// Whatever dies: what was answered is there, every event is delivered, every effect happened once.
@Suite("무엇이 죽어도")
struct FaultTests {
    @Test("kill -9 of baedal in the middle of orders loses nothing that was answered")
    func baedalIsKilled() async throws {
        try await withTown { town in
            try await town.api.post(
                "/foods",
                ["id": "plenty", "name": "순대", "price": 4000, "count": 1000, "storeId": "bunsik"],
                expecting: 201
            )
            let answered = try await ordersUntilKilled(town, food: "plenty") { await town.system.kill() }
            try await town.system.start()
            #expect(!answered.isEmpty)
            for order in answered {
                #expect(try await town.api.get("/orders/\(order)").status == 200)
                try await town.watcher.event(.orderPlaced, of: order)
            }
            // The log has no gap, and nothing that is not an order holds food for long.
            let events = try await town.api.get("/events/order?limit=1000").json.embedded("events")
            #expect(events.compactMap { $0["sequence"]?.stringValue.flatMap(Int.init) } == Array(1...events.count))
            try await town.pay(answered[0])
            try await town.cook(answered[0])
            try await town.watcher.status(.cooked, of: answered[0])
            try await town.everythingIsSettled()
            let placed = events.filter { $0["type"]?.stringValue == "OrderPlaced" }.count
            let records = try await town.api.get("/notificationLogs?size=1000&customerId=haneul").json
                .embedded("notificationLogs").filter { $0["eventType"]?.stringValue == "OrderPlaced" }
            #expect(Set(records.compactMap { $0["eventId"]?.stringValue }).count == placed)
            #expect(records.count == placed)
        }
    }

    @Test(
        "kill -9 of the broker, with all it remembered gone, loses no event and puts the retained topics back",
        arguments: [false, true]
    )
    func theBrokerIsKilled(_ isWiped: Bool) async throws {
        try await withBroker { broker in
            try await withBaedal(["--no-samples", "--broker", "\(broker.address)"]) { system in
                try await withTown(in: system) { town in
                    let open = try await town.order()
                    try await town.pay(open)
                    try await town.cook(open)
                    let delivery = try await town.openDelivery(of: open)
                    try await town.watcher.first("the board") { $0.topic == Town.board + delivery }
                    await broker.kill()
                    if isWiped { try broker.wipe() }
                    // Orders go on without the broker.
                    let order = try await town.order()
                    try await town.pay(order)
                    try await broker.start()
                    // The watcher may come back later than the services: what it missed stands in the log.
                    try await town.everythingIsSettled()
                    #expect(try await town.api.get("/storeOrders/\(order)").json["status"]?.stringValue == "RECEIVED")
                    let records = try await town.api.get("/notificationLogs?orderId=\(order)").json
                        .embedded("notificationLogs").compactMap { $0["eventType"]?.stringValue }
                    #expect(records.sorted() == ["OrderCompleted", "OrderPaid", "OrderPlaced"])
                    #expect(try await retainedStatus(of: open, broker) == "COOKED")
                    #expect(try await retainedStatus(of: order, broker) == "PAID")
                    try await town.ride(delivery, by: "bungae")
                    try await town.everythingIsSettled()
                    #expect(try await retainedStatus(of: open, broker) == "DELIVERED")
                }
            }
        }
    }

    @Test("a taken claim, an unpaid order and an unaccepted one find their way back, over a restart")
    func timersOutliveARestart() async throws {
        let windows = ["--pay-within", "3", "--accept-within", "3", "--pick-within", "3"]
        try await withTown(.together, windows) { town in
            let claimed = try await town.order(["quantity": 1])
            try await town.pay(claimed)
            try await town.cook(claimed)
            let delivery = try await town.openDelivery(of: claimed)
            try await town.ride(delivery, by: "bungae", ["claim"])
            let unaccepted = try await town.order(["quantity": 1])
            try await town.pay(unaccepted)
            let unpaid = try await town.order(["quantity": 1])
            await town.system.kill()
            try await town.system.start()
            try await town.watcher.status(.expired, of: unpaid)
            try await town.watcher.status(.rejected, of: unaccepted)
            try await town.watcher.event(.orderRefunded, of: unaccepted)
            try await town.watcher.event(.deliveryReleased, of: claimed)
            try await town.everythingIsSettled()
            #expect(try await town.api.get("/orders/\(claimed)").json["status"]?.stringValue == "COOKED")
            #expect(try await town.count(of: "tteok") == 9)
            try await town.ride(delivery, by: "baram")
            try await town.watcher.status(.delivered, of: claimed)
        }
    }

    /// Orders from eight customers at once until the system is killed in their midst; the ids that were answered 201.
    private func ordersUntilKilled(
        _ town: Town,
        food: String,
        kill: @escaping @Sendable () async -> Void
    ) async throws -> [String] {
        await withTaskGroup(of: [String].self) { group in
            for customer in 0..<8 {
                group.addTask {
                    var answered: [String] = []
                    for number in 0..<1000 {
                        let id = "k-\(customer)-\(number)"
                        let body: JSONValue = [
                            "id": .string(id), "customerId": "haneul", "foodId": .string(food),
                            "address": .string(Town.address),
                        ]
                        guard let reply = try? await town.api.post("/orders", body), reply.status == 201 else { break }
                        answered.append(id)
                        if customer == 0, number == 10 { Task { await kill() } }
                    }
                    return answered
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
    }

    /// What a subscriber who comes now is given.
    private func retainedStatus(of order: String, _ broker: TestBroker) async throws -> String? {
        try await withClient(broker) { client in
            let subscription = client.subscribe(to: "baedal/v1/orders/\(order)/status", bufferLimit: 10)
            let message = await subscription.first { _ in true }
            return message.flatMap { try? JSON.decode(JSONValue.self, from: $0.payload)["status"]?.stringValue } ?? nil
        }
    }
}
