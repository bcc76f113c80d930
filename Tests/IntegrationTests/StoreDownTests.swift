import Contracts
import TestSupport
import Testing

/// What goes on while a service is down. Each service is a process of its own here.
@Suite("가게와 배달 서비스가 멈춰도")
struct StoreDownTests {
    @Test("orders are taken around the clock with the store service down, and settled when it is back")
    func ordersAreTakenWithTheStoreDown() async throws {
        try await withTown(.split) { town in
            // The menu must have been heard of.
            try await town.everythingIsSettled()
            await town.system[.store].kill()
            var orders: [String] = []
            for _ in 0..<7 {
                let reply = try await town.api.post(
                    "/orders",
                    ["customerId": "haneul", "foodId": "tteok", "quantity": 2, "address": .string(Town.address)],
                    expecting: 201
                )
                #expect(reply.json["availability"]?.stringValue == "UNVERIFIED")
                let order = try #require(reply.json["id"]?.stringValue)
                try await town.pay(order)
                orders.append(order)
            }
            try await town.system[.store].start()
            // Ten portions are there: five orders can be made, two cannot.
            for order in orders.prefix(5) {
                try await town.watcher.event(.orderReceived, of: order, within: .seconds(30))
            }
            for order in orders.suffix(2) {
                try await town.watcher.status(.rejected, of: order)
                try await town.watcher.event(.orderRefunded, of: order)
            }
            try await town.store(orders[0], "accept")
            try await town.watcher.status(.accepted, of: orders[0])
            #expect(try await town.count(of: "tteok") == 0)
            for order in orders.prefix(5) { #expect(town.watcher.events(.orderRejected, of: order).isEmpty) }
        }
    }

    @Test("the customer asks for the status at any time, with store and delivery down")
    func theStatusIsAnsweredWithStoreAndDeliveryDown() async throws {
        try await withTown(.split) { town in
            let order = try await town.order()
            try await town.pay(order)
            try await town.cook(order)
            try await town.ride(town.openDelivery(of: order), by: "bungae", ["claim"])
            try await town.watcher.status(.assigned, of: order)
            await town.system[.store].kill()
            await town.system[.delivery].kill()
            let status = try await town.api.get("/orderStatuses/\(order)")
            #expect(status.status == 200)
            #expect(status.json["status"]?.stringValue == "ASSIGNED")
            #expect(status.json["rider"]?["name"]?.stringValue == "박번개")
            #expect(status.json["history"]?.arrayValue?.count == 6)
            let away = try await town.api.get("/foods/tteok")
            #expect(away.status == 503)
            #expect(away.json["code"]?.stringValue == "unavailable")
        }
    }
}
