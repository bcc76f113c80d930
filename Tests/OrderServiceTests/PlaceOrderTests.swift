import Contracts
import TestSupport
import Testing

@testable import OrderService

@Suite struct PlaceOrderTests {
    @Test func anOrderIsTakenHeldAndTold() async throws {
        try await withShop { shop in
            let answer = try await shop.place()
            #expect(answer.status == 201)
            let id = try #require(answer["id"]?.stringValue)
            #expect(answer.header("Location") == "/orders/\(id)")
            #expect(answer.header("ETag") == "\"1\"")
            #expect(answer["status"] == "PLACED")
            #expect(answer["availability"] == "VERIFIED")
            #expect(answer["amount"] == 9000)
            #expect(answer["region"] == "서울/강남구/역삼동")
            #expect(answer["options"] == "덜 맵게 🌶️")
            #expect(answer["payBy"] == .string((Sample.now + .seconds(600)).description))
            #expect(answer["_links", "cancel", "href"] == .string("/orders/\(id)/cancel"))
            #expect(answer["_links", "pay", "href"] == "/payments")
            #expect(answer["_links", "confirm"] == nil)
            #expect(shop.desk.requests.map(\.orderId.rawValue) == [id])

            let event = try #require(try await shop.events().first)
            #expect(event.type == .orderPlaced)
            #expect(event.subject == id)
            let data: OrderData = try event.decode()
            #expect(data.items == [Sample.tteokbokki])
            #expect(data.destination.address == TestShop.address)
            let retained = try #require(try await shop.retained(id))
            #expect(retained.status.status == .placed)
            #expect(retained.expiresAt == nil)
            #expect(try await shop.api.get("/orders/\(id)").text == answer.text)
        }
    }

    @Test func whatCannotBeOrderedLeavesNoTrace() async throws {
        try await withShop { shop in
            shop.desk.mood = .refusing(Problem(.foodNotOrderable, "품절이에요."))
            let answer = try await shop.place(["id": "o1"], headers: ["Idempotency-Key": "k"])
            #expect(answer.status == 422)
            #expect(answer.problemCode == "food-not-orderable")
            #expect(answer["detail"] == "품절이에요.")
            #expect(try await shop.traces() == [:])
            // And nothing is remembered against a second try.
            shop.desk.mood = .holding
            #expect(try await shop.place(["id": "o1"], headers: ["Idempotency-Key": "k"]).status == 201)
        }
    }

    @Test func aListOfItemsIsOneOrder() async throws {
        try await withShop { shop in
            let items: JSONValue = [
                ["foodId": "f2", "quantity": 1], ["foodId": "f1", "quantity": "2"], ["foodId": "f2", "quantity": 3],
            ]
            let answer = try await shop.place(["foodId": .null, "quantity": .null, "items": items])
            #expect(answer.status == 201)
            #expect(answer["amount"] == 23_000)
            #expect(shop.desk.requests.first?.items.map(\.quantity) == [4, 2])
            #expect(answer["items"]?.arrayValue?.compactMap { $0["foodId"]?.stringValue } == ["f2", "f1"])
        }
    }

    @Test(arguments: [("\"2\"", 2), ("2", 2), ("\" 3 \"", 3)])
    func numbersMayComeAsText(json: String, quantity: Int) async throws {
        try await withShop { shop in
            let body = "{\"customerId\":\"c1\",\"foodId\":\"f1\",\"quantity\":\(json),\"address\":\"역삼동\"}"
            let answer = try await shop.api.send("POST", "/orders", body: body)
            #expect(answer.status == 201)
            #expect(answer["quantity"]?.integerValue == quantity)
        }
    }

    @Test func whatTheServerOwnsIsIgnored() async throws {
        try await withShop { shop in
            let answer = try await shop.place([
                "status": "COMPLETED", "amount": 1, "version": 99, "payment": ["status": "APPROVED"],
                "availability": "UNVERIFIED",
                "storeId": "s9", "rating": ["score": 5],
            ])
            #expect(answer.status == 201)
            #expect(answer["status"] == "PLACED")
            #expect(answer["amount"] == 9000)
            #expect(answer["version"] == 1)
            #expect(answer["payment"] == nil)
            #expect(answer["rating"] == nil)
            #expect(answer["availability"] == "VERIFIED")
            #expect(answer["storeId"] == "s1")
        }
    }

    @Test func anAddressThatCannotBePlacedLiesWhereTheStoreDoes() async throws {
        try await withShop { shop in
            let answer = try await shop.place(["address": "우리 집 앞 파란 대문"])
            #expect(answer.status == 201)
            #expect(answer["region"] == "서울/강남구/역삼동")
            #expect(answer["inferred"] == true)
            #expect(answer["address"] == "우리 집 앞 파란 대문")
        }
    }

    /// Each is a good order with something changed, and the pointer of what is wrong.
    @Test(
        arguments: [
            (["customerId": .null], "invalid-request", "/customerId"),
            (["customerId": "c/1"], "invalid-id", "/customerId"),
            (["id": "o+1"], "invalid-id", "/id"), (["id": ""], "invalid-id", "/id"),
            (["foodId": "#"], "invalid-id", "/foodId"),
            (["foodId": .null], "invalid-request", "/foodId"), (["foodId": ["f1"]], "invalid-id", "/foodId"),
            (["quantity": 0], "invalid-request", "/quantity"), (["quantity": -1], "invalid-request", "/quantity"),
            (["quantity": 1001], "invalid-request", "/quantity"), (["quantity": 1.5], "invalid-request", "/quantity"),
            (["quantity": "many"], "invalid-request", "/quantity"),
            (["quantity": true], "invalid-request", "/quantity"),
            (["address": .null], "invalid-request", "/address"), (["address": "  "], "invalid-request", "/address"),
            (["address": .string(String(repeating: "가", count: 301))], "invalid-request", "/address"),
            (["options": .string(String(repeating: "🌶", count: 501))], "invalid-request", "/options"),
            (["options": .string(String(repeating: "x", count: 10_000))], "invalid-request", "/options"),
            (["options": "a\u{0}b"], "invalid-request", "/options"),
            (["items": [["foodId": "f2"]]], "invalid-request", "/foodId"),
            (["foodId": .null, "items": []], "invalid-request", "/items"),
            (
                ["foodId": .null, "items": .array(Array(repeating: ["foodId": "f1"], count: 101))], "invalid-request",
                "/items"
            ),
            (["foodId": .null, "items": [["foodId": "f1"], "f2"]], "invalid-request", "/items/1"),
            (["foodId": .null, "items": [["foodId": "f1", "quantity": -2]]], "invalid-request", "/items/0/quantity"),
        ] as [([String: JSONValue], String, String)]
    )
    func badInputIsNamedAndLeavesNothing(changes: [String: JSONValue], code: String, pointer: String) async throws {
        try await withShop { shop in
            let answer = try await shop.place(changes)
            #expect(answer.status == 400)
            #expect(answer.problemCode == code)
            #expect(answer["errors"]?.arrayValue?.contains { $0["pointer"]?.stringValue == pointer } == true)
            #expect(try await shop.traces() == [:])
            #expect(shop.desk.requests.isEmpty)
        }
    }

    @Test func theLimitsThemselvesAreAllowed() async throws {
        try await withShop { shop in
            let answer = try await shop.place([
                "foodId": .null, "quantity": .null,
                "items": .array(Array(repeating: ["foodId": "f1", "quantity": 1000], count: 100)),
                "options": .string(String(repeating: "🌶", count: 500)),
            ])
            #expect(answer.status == 201)
            #expect(answer["amount"] == 450_000_000)
        }
    }

    @Test(arguments: ["{\"customerId\":", "[]", "null", "\"order\"", "customerId=c1"])
    func whatIsNoObjectIsRefused(body: String) async throws {
        try await withShop { shop in
            let answer = try await shop.api.send("POST", "/orders", body: body)
            #expect(answer.status == 400)
            #expect(answer.problemCode == "invalid-request")
        }
    }

    @Test func aBodyOver64KBIsTooLarge() async throws {
        try await withShop { shop in
            let answer = try await shop.place(["note": .string(String(repeating: "x", count: 65_536))])
            #expect(answer.status == 413)
            #expect(answer.problemCode == "too-large")
        }
    }

    @Test func aKeyGivesTheStoredAnswerAndHoldsTheFoodOnce() async throws {
        try await withShop { shop in
            let first = try await shop.place(headers: ["Idempotency-Key": "k1"])
            let second = try await shop.place(headers: ["Idempotency-Key": "k1"])
            #expect(first.status == 201)
            #expect(second.status == 201)
            #expect(second.text == first.text)
            #expect(second.header("Location") == first.header("Location"))
            #expect(shop.desk.requests.count == 1)
            #expect(try await shop.eventTypes() == [.orderPlaced])
            let other = try await shop.place(["quantity": 3], headers: ["Idempotency-Key": "k1"])
            #expect(other.status == 422)
            #expect(other.problemCode == "idempotency-key-reused")
            #expect(shop.desk.requests.count == 1)
            #expect(try await shop.place(headers: ["Idempotency-Key": "k2"])["id"] != first["id"])
        }
    }

    @Test func aKeyAskedTwiceAtOnceHoldsTheFoodForOneOrder() async throws {
        try await withShop { shop in
            let answers = try await withThrowingTaskGroup { group in
                for _ in 0..<20 { group.addTask { try await shop.place(headers: ["Idempotency-Key": "k"]).text } }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(answers.count == 1)
            #expect(Set(shop.desk.requests.map(\.orderId)).count == 1)
            #expect(try await shop.eventTypes() == [.orderPlaced])
        }
    }

    @Test func aNamedOrderIsMadeOnce() async throws {
        try await withShop { shop in
            #expect(try await shop.place(["id": "my-order"]).status == 201)
            let again = try await shop.place(["id": "my-order"])
            #expect(again.status == 200)
            #expect(again["id"] == "my-order")
            #expect(again.header("Location") == "/orders/my-order")
            let other = try await shop.place(["id": "my-order", "quantity": 3])
            #expect(other.status == 409)
            #expect(other.problemCode == "id-taken")
            #expect(try await shop.eventTypes() == [.orderPlaced])
            #expect(shop.desk.requests.count == 1)
        }
    }

    @Test func theCauseOfTheRequestIsTheEvents() async throws {
        try await withShop { shop in
            let trace = Traceparent.make()
            try await shop.place(headers: ["X-Request-Id": "tap-1", "traceparent": trace])
            let event = try #require(try await shop.events().first)
            #expect(event.causationID == "tap-1")
            #expect(event.traceparent == trace)
        }
    }
}
