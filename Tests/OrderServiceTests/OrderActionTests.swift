import Contracts
import TestSupport
import Testing

@testable import OrderService

@Suite struct OrderActionTests {
    @Test func whatIsNotPaidIsCancelledAtOnce() async throws {
        try await withShop { shop in
            try await shop.place(["id": "o1"])
            let answer = try await shop.api.put("/orders/o1/cancel", ["reason": "마음이 바뀌었어요"])
            #expect(answer.status == 200)
            #expect(answer["status"] == "CANCELLED")
            #expect(answer["reason"] == "마음이 바뀌었어요")
            #expect(answer.header("ETag") == "\"2\"")
            let again = try await shop.api.put("/orders/o1/cancel")
            #expect(again.status == 200)
            #expect(again.text == answer.text)
            #expect(try await shop.eventTypes() == [.orderPlaced, .orderCancelled])
            let retained = try #require(try await shop.retained())
            #expect(retained.status.status == .cancelled)
            #expect(retained.expiresAt == Sample.now + .seconds(24 * 3600))
        }
    }

    @Test func ofAPaidOrderTheStoreDecides() async throws {
        try await withShop { shop in
            try await shop.paid()
            let answer = try await shop.api.put("/orders/o1/cancel")
            #expect(answer.status == 202)
            #expect(answer["status"] == "CANCEL_REQUESTED")
            #expect(try await shop.api.put("/orders/o1/cancel").status == 202)
            try await shop.hear(.storeOrderCancelled, Sample.storeOrder(.cancelled))
            #expect(try await shop.status() == "CANCELLED")
            #expect(
                try await shop.eventTypes() == [
                    .orderPlaced, .orderPaid, .orderCompleted, .cancelRequested, .orderCancelled, .orderRefunded,
                ]
            )
            let payments = try await shop.api.get("/payments?orderId=o1")
            #expect(payments["_embedded", "payments"]?.arrayValue?.first?["status"] == "REFUNDED")
            #expect(try await shop.api.put("/orders/o1/cancel").status == 200)
        }
    }

    @Test func onceItCooksItIsTooLate() async throws {
        try await withShop { shop in
            try await shop.paid()
            try await shop.hear(.cookingStarted, Sample.storeOrder(.cooking))
            let answer = try await shop.api.put("/orders/o1/cancel")
            #expect(answer.status == 409)
            #expect(answer.problemCode == "illegal-transition")
            #expect(answer["currentStatus"] == "COOKING")
            #expect(answer["allowed"] == [])
            #expect(try await shop.status() == "COOKING")
        }
    }

    @Test func aRejectionRefundsOnceHoweverOftenItIsHeard() async throws {
        try await withShop { shop in
            try await shop.paid()
            for _ in 0..<3 { try await shop.hear(.orderRejected, Sample.storeOrder(.rejected, reason: "재료 소진")) }
            try await shop.hear(.storeOrderCancelled, Sample.storeOrder(.cancelled))
            #expect(try await shop.eventTypes() == [.orderPlaced, .orderPaid, .orderCompleted, .orderRefunded])
            let order = try await shop.api.get("/orders/o1")
            #expect(order["status"] == "REJECTED")
            #expect(order["reason"] == "재료 소진")
            #expect(order["payment"]?["status"] == "REFUNDED")
        }
    }

    @Test func theCustomerConfirmsAndRatesOnce() async throws {
        try await withShop { shop in
            try await shop.paid()
            #expect(try await shop.api.put("/orders/o1/confirm").status == 409)
            #expect(try await shop.api.put("/orders/o1/rate", ["score": 5]).status == 409)
            try await shop.deliver()
            let confirmed = try await shop.api.put("/orders/o1/confirm")
            #expect(confirmed.status == 200)
            #expect(confirmed["status"] == "COMPLETED")
            #expect(try await shop.api.put("/orders/o1/confirm").text == confirmed.text)

            for score in ["0", "6", "\"five\"", "4.5"] {
                let answer = try await shop.api.send("PUT", "/orders/o1/rate", body: "{\"score\":\(score)}")
                #expect(answer.problemCode == "invalid-request")
            }
            #expect(try await shop.api.put("/orders/o1/rate", ["comment": "no score"]).status == 400)
            let rated = try await shop.api.put("/orders/o1/rate", ["score": "4", "comment": "맛있어요 😋"])
            #expect(rated.status == 200)
            #expect(rated["rating"] == ["score": 4, "comment": "맛있어요 😋"])
            #expect(try await shop.api.put("/orders/o1/rate", ["score": 4, "comment": "맛있어요 😋"]).text == rated.text)
            #expect(try await shop.api.put("/orders/o1/rate", ["score": 5]).status == 409)
            #expect(try await shop.eventTypes().suffix(2) == [.deliveryConfirmed, .orderRated])
        }
    }

    @Test(arguments: ["cancel", "confirm", "rate"])
    func anUnknownOrderIsNotFound(action: String) async throws {
        try await withShop { shop in
            let unknown = try await shop.api.put("/orders/nobody/\(action)", ["score": 5])
            #expect(unknown.status == 404)
            #expect(unknown.problemCode == "not-found")
            let invalid = try await shop.api.put("/orders/a%2Fb/\(action)", ["score": 5])
            #expect(invalid.status == 400)
            #expect(invalid.problemCode == "invalid-id")
        }
    }

    @Test func aVersionThatHasMovedOnIsRefused() async throws {
        try await withShop { shop in
            try await shop.paid()
            let stale = try await shop.api.put("/orders/o1/cancel", headers: ["If-Match": "\"1\""])
            #expect(stale.status == 412)
            #expect(stale.problemCode == "version-mismatch")
            #expect(try await shop.status() == "PAID")
            let tag = try #require(try await shop.api.get("/orders/o1").header("ETag"))
            #expect(try await shop.api.get("/orders/o1", headers: ["If-None-Match": tag]).status == 304)
            #expect(try await shop.api.put("/orders/o1/cancel", headers: ["If-Match": tag]).status == 202)
            #expect(try await shop.api.get("/orders/o1", headers: ["If-None-Match": tag]).status == 200)
        }
    }

    @Test func twoCustomersOfOneMomentAreServedOneAfterTheOther() async throws {
        try await withShop { shop in
            try await shop.place(["id": "o1"])
            let statuses = try await withThrowingTaskGroup { group in
                for index in 0..<20 {
                    group.addTask {
                        index % 2 == 0
                            ? try await shop.api.post("/payments", ["orderId": "o1"]).status
                            : try await shop.api.put("/orders/o1/cancel").status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let types = try await shop.eventTypes()
            #expect(statuses.count { $0 == 201 } <= 1)
            #expect(types.count { $0 == .orderPaid } == statuses.count { $0 == 201 })
            #expect(types.count { $0 == .orderCancelled || $0 == .cancelRequested } == 1)
        }
    }

    @Test func anUnpaidOrderExpiresOnTheMinute() async throws {
        try await withShop { shop in
            for id in ["o1", "o2", "o3"] { try await shop.place(["id": .string(id)]) }
            _ = try await shop.api.post("/payments", ["orderId": "o2"])
            shop.clock.advance(by: .milliseconds(599_999))
            try await shop.service.expireUnpaid()
            #expect(try await shop.status("o1") == "PLACED")
            try await shop.place(["id": "o4"])
            shop.clock.advance(by: .milliseconds(1))
            try await shop.service.expireUnpaid()
            try await shop.service.expireUnpaid()
            #expect(try await shop.status("o1") == "EXPIRED")
            #expect(try await shop.status("o2") == "PAID")
            #expect(try await shop.status("o3") == "EXPIRED")
            #expect(try await shop.status("o4") == "PLACED")
            #expect(try await shop.eventTypes().count { $0 == .orderExpired } == 2)
            #expect(try await shop.api.post("/payments", ["orderId": "o1"]).status == 409)
        }
    }
}
