import Contracts
import TestSupport
import Testing

@testable import OrderService

@Suite struct PaymentTests {
    @Test func aPaymentBringsTheOrderToTheStore() async throws {
        try await withShop { shop in
            try await shop.place(["id": "o1"])
            let answer = try await shop.api.post(
                "/payments",
                ["orderId": "o1", "customerId": "c1", "amount": "9000", "method": "kakao"]
            )
            #expect(answer.status == 201)
            #expect(answer["status"] == "APPROVED")
            #expect(answer["amount"] == 9000)
            #expect(answer["method"] == "kakao")
            let id = try #require(answer["id"]?.stringValue)
            #expect(answer.header("Location") == "/payments/\(id)")
            #expect(try await shop.api.get("/payments/\(id)").text == answer.text)
            #expect(try await shop.eventTypes() == [.orderPlaced, .orderPaid, .orderCompleted])
            let events = try await shop.events()
            #expect(try events.dropFirst().map { try $0.decode(OrderData.self).status } == [.paid, .paid])
            #expect(try await shop.status() == "PAID")
        }
    }

    @Test func aDeclinedPaymentIsKeptAndMayBeTriedAgain() async throws {
        try await withShop { shop in
            try await shop.place(["id": "o1"])
            let declined = try await shop.api.post("/payments", ["id": "p1", "orderId": "o1", "method": "decline"])
            #expect(declined.status == 402)
            #expect(declined.problemCode == "payment-declined")
            #expect(declined.header("Content-Type") == "application/problem+json")
            #expect(try await shop.status() == "PLACED")
            #expect(try await shop.api.get("/payments/p1")["status"] == "DECLINED")
            #expect(
                try await shop.api.post("/payments", ["id": "p1", "orderId": "o1", "method": "decline"]).status == 402
            )
            #expect(try await shop.api.post("/payments", ["orderId": "o1"]).status == 201)
            let all = try await shop.api.get("/payments?orderId=o1")
            #expect(
                Set(all["_embedded", "payments"]?.arrayValue?.compactMap { $0["status"]?.stringValue } ?? []) == [
                    "DECLINED", "APPROVED",
                ]
            )
            #expect(try await shop.eventTypes() == [.orderPlaced, .paymentFailed, .orderPaid, .orderCompleted])
        }
    }

    @Test func anOrderIsPaidOnce() async throws {
        try await withShop { shop in
            try await shop.paid()
            let second = try await shop.api.post("/payments", ["orderId": "o1"])
            #expect(second.status == 409)
            #expect(second.problemCode == "illegal-transition")
            #expect(second["currentStatus"] == "PAID")
            #expect(second["allowed"] == ["cancel"])
            #expect(try await shop.api.get("/payments?orderId=o1")["page", "totalElements"] == 1)
        }
    }

    @Test func aNamedPaymentIsMadeOnce() async throws {
        try await withShop { shop in
            try await shop.place(["id": "o1"])
            let first = try await shop.api.post("/payments", ["id": "p1", "orderId": "o1", "amount": 9000])
            #expect(first.status == 201)
            let again = try await shop.api.post("/payments", ["id": "p1", "orderId": "o1", "amount": 9000])
            #expect(again.status == 200)
            #expect(again.text == first.text)
            for other: JSONValue in [
                ["id": "p1", "orderId": "o2"], ["id": "p1", "orderId": "o1", "method": "cash"],
                ["id": "p1", "orderId": "o1", "amount": 1], ["id": "p1", "orderId": "o1", "customerId": "c2"],
            ] {
                let answer = try await shop.api.post("/payments", other)
                #expect(answer.status == 409)
                #expect(answer.problemCode == "id-taken")
            }
        }
    }

    @Test func aKeyPaysOnce() async throws {
        try await withShop { shop in
            try await shop.place(["id": "o1"])
            let answers = try await withThrowingTaskGroup { group in
                for _ in 0..<10 {
                    group.addTask {
                        try await shop.api.post("/payments", ["orderId": "o1"], headers: ["Idempotency-Key": "k"]).text
                    }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(answers.count == 1)
            #expect(try await shop.eventTypes().count { $0 == .orderPaid } == 1)
        }
    }

    @Test(
        arguments: [
            (["orderId": "o1", "amount": 8999], 400, "invalid-request"),
            (["orderId": "o1", "amount": -1], 400, "invalid-request"),
            (["orderId": "o1", "amount": "free"], 400, "invalid-request"),
            (["orderId": "o1", "customerId": "c2"], 403, "forbidden"),
            (["orderId": "nobody"], 404, "not-found"), (["orderId": "a/b"], 400, "invalid-id"),
            ([:], 400, "invalid-request"),
            (["orderId": "o1", "id": "#"], 400, "invalid-id"),
            (["orderId": "o1", "method": .string(String(repeating: "x", count: 41))], 400, "invalid-request"),
        ] as [(JSONValue, Int, String)]
    )
    func whatIsNoPaymentOfTheOrder(body: JSONValue, status: Int, code: String) async throws {
        try await withShop { shop in
            try await shop.place(["id": "o1"])
            let answer = try await shop.api.post("/payments", body)
            #expect(answer.status == status)
            #expect(answer.problemCode == code)
            #expect(try await shop.status() == "PLACED")
            #expect(try await shop.traces()["payment"] == nil)
        }
    }

    @Test func anUnknownPaymentIsNotFound() async throws {
        try await withShop { shop in
            let unknown = try await shop.api.get("/payments/p9")
            #expect(unknown.status == 404)
            #expect(try await shop.api.get("/payments/a%2Fb").problemCode == "invalid-id")
            #expect(try await shop.api.get("/payments?orderId=a%2Fb").problemCode == "invalid-id")
        }
    }
}
