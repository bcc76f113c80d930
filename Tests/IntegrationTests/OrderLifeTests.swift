import Contracts
import TestSupport
import Testing

/// What the original system could do, each under its own name, in one process and in one a service.
@Suite("주문의 일생")
struct OrderLifeTests {
    @Test(
        "an order checks first that the food can be ordered, and one that cannot leaves no trace",
        arguments: Deployment.allCases
    )
    func foodIsCheckedFirst(_ deployment: Deployment) async throws {
        try await withTown(deployment) { town in
            let refused = try await town.api.post(
                "/orders",
                [
                    "id": "too-many", "customerId": "haneul", "foodId": "tteok", "quantity": 11,
                    "address": .string(Town.address),
                ],
                expecting: 422
            )
            #expect(refused.json["code"]?.stringValue == "food-not-orderable")
            let unknown = try await town.api.post(
                "/orders",
                ["customerId": "haneul", "foodId": "no-such-food", "address": .string(Town.address)],
                expecting: 422
            )
            #expect(unknown.json["code"]?.stringValue == "food-not-orderable")
            #expect(try await town.api.get("/orders/too-many").status == 404)
            #expect(try await town.api.get("/orderStatuses/too-many").status == 404)
            #expect(try await town.api.get("/events/order").json.embedded("events").isEmpty)
            #expect(try await town.count(of: "tteok") == 10)
            // An order that can be made comes through, and nothing of the refused ones was published before it.
            let order = try await town.order()
            try await town.watcher.status(.placed, of: order)
            #expect(town.watcher.events(.orderPlaced, of: "too-many").isEmpty)
            #expect(try await town.count(of: "tteok") == 8)
        }
    }

    @Test("a payment is taken once, and OrderCompleted brings the order to the store", arguments: Deployment.allCases)
    func paymentBringsTheOrderToTheStore(_ deployment: Deployment) async throws {
        try await withTown(deployment) { town in
            let order = try await town.order()
            let declined = try await town.api.post(
                "/payments",
                ["orderId": .string(order), "method": "decline"],
                expecting: 402
            )
            #expect(declined.json["code"]?.stringValue == "payment-declined")
            try await town.watcher.event(.paymentFailed, of: order)
            try await town.pay(order)
            try await town.watcher.event(.orderPaid, of: order)
            try await town.watcher.event(.orderCompleted, of: order)
            let received = try await town.watcher.event(.orderReceived, of: order)
            #expect(received["data"]?["status"]?.stringValue == "RECEIVED")
            let snapshot = try await town.watcher.first("the store's own topic") {
                $0.topic == "baedal/v1/stores/bunsik/orders/\(order)"
            }
            #expect(snapshot.json["options"]?.stringValue == "덜 맵게")
            let again = try await town.api.post("/payments", ["orderId": .string(order)], expecting: 409)
            #expect(again.json["currentStatus"]?.stringValue == "PAID")
            let payments = try await town.api.get("/payments?orderId=\(order)").json.embedded("payments")
            #expect(Set(payments.compactMap { $0["status"]?.stringValue }) == ["APPROVED", "DECLINED"])
        }
    }

    @Test("the store accepts, and cooking start and end are reported", arguments: Deployment.allCases)
    func theStoreAcceptsAndCooks(_ deployment: Deployment) async throws {
        try await withTown(deployment) { town in
            let order = try await town.order()
            try await town.pay(order)
            try await town.store(order, "accept", ["cookMinutes": 15])
            try await town.watcher.status(.accepted, of: order)
            try await town.store(order, "start-cook")
            try await town.watcher.status(.cooking, of: order)
            try await town.store(order, "finish-cook")
            try await town.watcher.status(.cooked, of: order)
            try await town.watcher.event(.cookingStarted, of: order)
            try await town.watcher.event(.cookingFinished, of: order)
            try await town.watcher.first("the store's topic is cleared") {
                $0.topic == "baedal/v1/stores/bunsik/orders/\(order)" && $0.isEmpty
            }
            let history = try await town.api.get("/orderStatuses/\(order)").json["history"]?.arrayValue ?? []
            #expect(
                history.compactMap { $0["status"]?.stringValue } == ["PLACED", "PAID", "ACCEPTED", "COOKING", "COOKED"]
            )
        }
    }

    @Test(
        "the store rejects with a reason; the money and the stock go back exactly once",
        arguments: Deployment.allCases
    )
    func theStoreRejects(_ deployment: Deployment) async throws {
        try await withTown(deployment) { town in
            let order = try await town.order()
            try await town.pay(order)
            #expect(try await town.count(of: "tteok") == 8)
            try await town.store(order, "reject", ["reason": "재료가 떨어졌어요"])
            try await town.store(order, "reject", ["reason": "재료가 떨어졌어요"])
            let status = try await town.watcher.status(.rejected, of: order)
            #expect(status["statusText"]?.stringValue?.isEmpty == false)
            try await town.watcher.event(.orderRefunded, of: order)
            try await town.everythingIsSettled()
            #expect(town.watcher.events(.orderRefunded, of: order).count == 1)
            #expect(try await town.count(of: "tteok") == 10)
            let payments = try await town.api.get("/payments?orderId=\(order)").json.embedded("payments")
            #expect(payments.compactMap { $0["status"]?.stringValue } == ["REFUNDED"])
            #expect(try await town.api.get("/orders/\(order)").json["reason"]?.stringValue == "재료가 떨어졌어요")
        }
    }

    @Test(
        "the customer may cancel until cooking starts; money and stock go back exactly once",
        arguments: Deployment.allCases
    )
    func theCustomerCancels(_ deployment: Deployment) async throws {
        try await withTown(deployment) { town in
            let unpaid = try await town.order()
            try await town.api.put("/orders/\(unpaid)/cancel", [:], expecting: 200)
            let order = try await town.order()
            try await town.pay(order)
            try await town.store(order, "accept")
            try await town.watcher.status(.accepted, of: order)
            try await town.api.put("/orders/\(order)/cancel", ["reason": "잘못 골랐어요"], expecting: 202)
            try await town.watcher.status(.cancelled, of: order)
            try await town.watcher.event(.orderRefunded, of: order)
            try await town.api.put("/orders/\(order)/cancel", ["reason": "잘못 골랐어요"], expecting: 200)
            try await town.everythingIsSettled()
            #expect(town.watcher.events(.orderCancelled, of: order).count == 1)
            #expect(town.watcher.events(.orderRefunded, of: order).count == 1)
            #expect(town.watcher.events(.orderRefunded, of: unpaid).isEmpty)
            #expect(try await town.count(of: "tteok") == 10)

            let cooking = try await town.order()
            try await town.pay(cooking)
            try await town.store(cooking, "accept")
            try await town.store(cooking, "start-cook")
            try await town.watcher.status(.cooking, of: cooking)
            let late = try await town.api.put("/orders/\(cooking)/cancel", [:], expecting: 409)
            #expect(late.json["code"]?.stringValue == "illegal-transition")
            #expect(late.json["currentStatus"]?.stringValue == "COOKING")
        }
    }

    @Test("a race between cancel and start-cook ends one way, the same for everybody", arguments: Deployment.allCases)
    func cancelRacesCooking(_ deployment: Deployment) async throws {
        try await withTown(deployment) { town in
            for _ in 0..<6 {
                let order = try await town.order(["quantity": 1])
                try await town.pay(order)
                try await town.store(order, "accept")
                try await town.watcher.status(.accepted, of: order)
                async let cancel = town.api.put("/orders/\(order)/cancel", [:])
                async let cook = town.api.put("/storeOrders/\(order)/start-cook", [:])
                let (cancelled, cooked) = try await (cancel, cook)
                #expect([202, 409].contains(cancelled.status))
                #expect([200, 409].contains(cooked.status))
                try await town.everythingIsSettled()
                let end = try await town.api.get("/orders/\(order)").json["status"]?.stringValue
                let storeEnd = try await town.api.get("/storeOrders/\(order)").json["status"]?.stringValue
                if cooked.status == 200 {
                    #expect(end == "COOKING" && storeEnd == "COOKING")
                    #expect(town.watcher.events(.orderCancelled, of: order).isEmpty)
                } else {
                    #expect(end == "CANCELLED" && storeEnd == "CANCELLED")
                    #expect(town.watcher.events(.cookingStarted, of: order).isEmpty)
                }
            }
        }
    }

    @Test(
        "at CookingFinished nearby riders see the delivery on their region's topic, and the TopMenu count goes up",
        arguments: Deployment.allCases
    )
    func cookedFoodIsOnTheBoard(_ deployment: Deployment) async throws {
        try await withTown(deployment) { town in
            let order = try await town.order()
            try await town.pay(order)
            try await town.cook(order)
            let delivery = try await town.openDelivery(of: order)
            let board = try await town.watcher.first("the board of the region") { $0.topic == Town.board + delivery }
            #expect(board.json["orderId"]?.stringValue == order)
            #expect(board.json["store"]?["name"]?.stringValue == "역삼분식")
            #expect(board.json["dropoff"]?["region"]?.stringValue == "서울/강남구/역삼동")
            #expect(board.json["dropoff"]?["address"] == nil)
            #expect(board.json["customerId"] == nil)
            let listed = try await town.api.get("/deliveries?region=서울/강남구&status=OPEN").json.embedded("deliveries")
            #expect(listed.compactMap { $0["id"]?.stringValue } == [delivery])
            try await town.everythingIsSettled()
            let top = try await town.api.get("/topMenus?sort=orders&limit=5").json.embedded("topMenus")
            #expect(top.first?["foodId"]?.stringValue == "tteok")
            #expect(top.first?["orders"]?.integerValue == 1)
            #expect(try await town.api.get("/foods/tteok").json["orders"]?.integerValue == 1)
        }
    }

    @Test("the rider claims, picks up and says so; a claim has one winner", arguments: Deployment.allCases)
    func theRiderPicksUp(_ deployment: Deployment) async throws {
        try await withTown(deployment) { town in
            let order = try await town.order()
            try await town.pay(order)
            try await town.cook(order)
            let delivery = try await town.openDelivery(of: order)
            async let first = town.api.put("/deliveries/\(delivery)/claim", ["riderId": "bungae"])
            async let second = town.api.put("/deliveries/\(delivery)/claim", ["riderId": "baram"])
            let statuses = try await [first, second].map(\.status)
            #expect(statuses.sorted() == [200, 409])
            let winner = statuses[0] == 200 ? "bungae" : "baram"
            try await town.watcher.status(.assigned, of: order)
            try await town.watcher.first("the board is cleared") { $0.topic == Town.board + delivery && $0.isEmpty }
            let own = try await town.watcher.first("the rider's own topic") {
                $0.topic == "baedal/v1/riders/\(winner)/deliveries/\(delivery)"
            }
            #expect(own.json["address"]?.stringValue == Town.address)
            try await town.ride(delivery, by: winner, ["claim", "pick"])
            try await town.watcher.event(.deliveryPickedUp, of: order)
            try await town.watcher.status(.pickedUp, of: order)
            try await town.ride(delivery, by: winner, ["deliver"])
            try await town.watcher.status(.delivered, of: order)
            #expect(town.watcher.events(.deliveryClaimed, of: order).count == 1)
        }
    }

    @Test("a cancelled order cancels its delivery", arguments: Deployment.allCases)
    func aCancelledOrderCancelsItsDelivery(_ deployment: Deployment) async throws {
        try await withTown(deployment) { town in
            let order = try await town.order()
            try await town.pay(order)
            try await town.store(order, "accept")
            let prepared = try await town.watcher.event(.deliveryPrepared, of: order)
            let delivery = try #require(prepared["subject"]?.stringValue)
            try await town.watcher.status(.accepted, of: order)
            try await town.api.put("/orders/\(order)/cancel", [:], expecting: 202)
            try await town.watcher.event(.deliveryCancelled, of: order)
            #expect(try await town.api.get("/deliveries/\(delivery)").json["status"]?.stringValue == "CANCELLED")
        }
    }

    @Test(
        "the customer confirms and all is complete; the rating moves TopMenu and the food's stars",
        arguments: Deployment.allCases
    )
    func theCustomerConfirmsAndRates(_ deployment: Deployment) async throws {
        try await withTown(deployment) { town in
            let order = try await town.deliveredOrder()
            try await town.api.put("/orders/\(order)/rate", ["score": 4], expecting: 409)
            try await town.api.put("/orders/\(order)/confirm", [:], expecting: 200)
            try await town.api.put("/orders/\(order)/confirm", [:], expecting: 200)
            try await town.watcher.status(.completed, of: order)
            try await town.api.put("/orders/\(order)/rate", ["score": "4", "comment": "맛있어요"], expecting: 200)
            try await town.api.put("/orders/\(order)/rate", ["score": 4, "comment": "맛있어요"], expecting: 200)
            try await town.api.put("/orders/\(order)/rate", ["score": 1], expecting: 409)
            try await town.api.put("/orders/\(order)/rate", ["score": 6], expecting: 400)
            try await town.everythingIsSettled()
            let top = try await town.api.get("/topMenus?sort=score").json.embedded("topMenus")
            #expect(top.first?["score"]?.integerValue == 4)
            #expect(top.first?["ratings"]?.integerValue == 1)
            let food = try await town.api.get("/foods/tteok").json
            #expect(food["score"]?.integerValue == 4)
            #expect(food["ratings"]?.integerValue == 1)
        }
    }

    @Test("every status change makes one KakaoTalk-style record for the customer", arguments: Deployment.allCases)
    func everyChangeMakesOneRecord(_ deployment: Deployment) async throws {
        try await withTown(deployment) { town in
            let order = try await town.deliveredOrder()
            try await town.api.put("/orders/\(order)/confirm", [:], expecting: 200)
            for role in ["DeliveryConfirmed", "DeliveryDelivered"] {
                try await town.watcher.first("the record of \(role)") {
                    $0.topic.hasPrefix("baedal/v1/customers/haneul/notifications/")
                        && $0.json["eventType"]?.stringValue == role
                }
            }
            try await town.everythingIsSettled()
            let records = try await town.api.get("/notificationLogs?orderId=\(order)&size=100").json
                .embedded("notificationLogs")
            let customer = records.filter { $0["recipientRole"]?.stringValue == "customer" }
            #expect(
                customer.compactMap { $0["eventType"]?.stringValue }.sorted()
                    == [
                        "CookingFinished", "CookingStarted", "DeliveryClaimed", "DeliveryConfirmed",
                        "DeliveryDelivered", "DeliveryPickedUp", "OrderAccepted", "OrderPaid", "OrderPlaced",
                    ]
            )
            #expect(customer.allSatisfy { $0["status"]?.stringValue == "DELIVERED" })
            #expect(customer.allSatisfy { $0["recipientNo"]?.stringValue == "010****5678" })
            #expect(records.allSatisfy { ($0["message"]?.stringValue?.count ?? 0) > 10 })
            #expect(records.contains { $0["recipientRole"]?.stringValue == "store" })
            #expect(records.contains { $0["recipientRole"]?.stringValue == "rider" })
            let published = town.watcher.all.filter { $0.topic.hasPrefix("baedal/v1/customers/haneul/notifications/") }
            #expect(published.count == customer.count)
            let text = published.map { "\($0.json)" }.joined()
            #expect(!text.contains("01012345678"))
        }
    }

    @Test(
        "an order for a customer nobody knows is taken, and its records end FAILED with NO_RECIPIENT",
        arguments: Deployment.allCases
    )
    func anUnknownCustomerIsServed(_ deployment: Deployment) async throws {
        try await withTown(deployment) { town in
            let order = try await town.order(["customerId": "stranger"])
            try await town.watcher.first("the failed record") {
                $0.topic.hasPrefix("baedal/v1/customers/stranger/notifications/")
            }
            let records = try await town.api.get("/notificationLogs?orderId=\(order)").json.embedded("notificationLogs")
            #expect(records.first?["status"]?.stringValue == "FAILED")
            #expect(records.first?["resultCode"]?.stringValue == "NO_RECIPIENT")
            #expect(records.first?["message"]?.stringValue?.isEmpty == false)
        }
    }
}
