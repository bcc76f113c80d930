import Contracts
import HTTPTypes
import TestSupport
import Testing

@testable import StoreService

@Suite struct StoreOrderRoutesTests {
    @Test func wholeLifeWithEachStepRepeated() async throws {
        try await withStoreClient { client in
            try await client.receive()
            let received = try await client.ask(.get, "/storeOrders/o1")
            #expect(received.body["id"] == .string("o1"))
            #expect(received.body["status"] == .string("RECEIVED"))
            #expect(received.links == ["accept", "reject", "self", "store"])
            let steps: [(path: String, body: String?, status: String, links: [String])] = [
                ("accept", #"{"cookMinutes":"15"}"#, "ACCEPTED", ["self", "start-cook", "store"]),
                ("start-cook", nil, "COOKING", ["finish-cook", "self", "store"]),
                ("finish-cook", nil, "COOKED", ["self", "store"]),
            ]
            for step in steps {
                let answer = try await client.ask(.put, "/storeOrders/o1/\(step.path)", step.body)
                #expect(answer.status == 200)
                #expect(answer.body["status"] == .string(step.status))
                #expect(answer.links == step.links)
                let again = try await client.ask(.put, "/storeOrders/o1/\(step.path)", step.body)
                #expect(again.status == 200)
                #expect(again.body == answer.body)
            }
            let types = try await client.fixture.emitted().map(\.type)
            #expect(types == [.orderReceived, .orderAccepted, .cookingStarted, .cookingFinished])
        }
    }

    @Test func rejectionNeedsAReasonAndGivesBackOnce() async throws {
        try await withStoreClient { client in
            try await client.receive()
            let bare = try await client.ask(.put, "/storeOrders/o1/reject")
            #expect(bare.status == 400)
            let body = #"{"reason":"재료가 떨어졌어요"}"#
            let rejected = try await client.ask(.put, "/storeOrders/o1/reject", body)
            #expect(rejected.body["reason"] == .string("재료가 떨어졌어요"))
            #expect(try await client.ask(.put, "/storeOrders/o1/reject", body).body == rejected.body)
            #expect(try await client.fixture.count(of: .named("f1")) == 100)
            let other = try await client.ask(.put, "/storeOrders/o1/accept")
            #expect(other.status == 409)
            #expect(other.code == "illegal-transition")
            #expect(other.body["currentStatus"] == .string("REJECTED"))
            #expect(other.body["allowed"] == .array([]))
        }
    }

    @Test func illegalStepNamesWhatIsLegal() async throws {
        try await withStoreClient { client in
            try await client.receive()
            let answer = try await client.ask(.put, "/storeOrders/o1/finish-cook")
            #expect(answer.status == 409)
            #expect(answer.body["allowed"] == .array([.string("accept"), .string("reject")]))
            #expect(answer.body["detail"]?.stringValue?.contains("아직 받지 않은") == true)
            #expect(try await client.ask(.put, "/storeOrders/none/accept").status == 404)
            #expect(try await client.ask(.put, "/storeOrders/o1/accept", #"{"cookMinutes":181}"#).status == 400)
            let stale = try await client.ask(.put, "/storeOrders/o1/accept", headers: [.ifMatch: "\"4\""])
            #expect(stale.status == 412)
            #expect(try await client.fixture.emitted().map(\.type) == [.orderReceived])
        }
    }

    /// Whoever writes first decides, and both hear the same.
    @Test func raceOfCancelAndStartCookEndsOneWay() async throws {
        try await withStoreClient { client in
            for number in 0..<20 {
                let order = OrderData.sample("race\(number)", quantity: 1)
                try await client.receive(order)
                _ = try await client.ask(.put, "/storeOrders/\(order.orderId)/accept")
                async let cancelled: Void = client.fixture.happen(.cancelRequested, order, .cancelRequested)
                let started = try await client.ask(.put, "/storeOrders/\(order.orderId)/start-cook").status
                try await cancelled
                let events = try await client.fixture.emitted(.cookingStarted, .storeOrderCancelled, .cancelRefused)
                    .filter { $0.subject == order.orderId.rawValue }.map(\.type)
                #expect(events == (started == 200 ? [.cookingStarted, .cancelRefused] : [.storeOrderCancelled]))
            }
            let cooked = try await client.fixture.emitted(.cookingStarted).count
            #expect(try await client.fixture.count(of: .named("f1")) == 100 - cooked)
        }
    }

    @Test func ordersAreListedByStoreAndStatus() async throws {
        try await withStoreClient { client in
            for id in ["a", "b", "c"] {
                try await client.receive(.sample(id))
                client.fixture.clock.advance(by: .seconds(1))
            }
            _ = try await client.ask(.put, "/storeOrders/b/accept")
            func ids(_ query: String) async throws -> [String] {
                try await client.ask(.get, "/storeOrders?\(query)").items("storeOrders")
                    .compactMap { $0["id"]?.stringValue }
            }
            #expect(try await ids("storeId=s1") == ["c", "b", "a"])
            #expect(try await ids("storeId=s1&status=RECEIVED&sort=createdAt") == ["a", "c"])
            #expect(try await ids("storeId=s2") == [])
            #expect(try await client.ask(.get, "/storeOrders?status=EATEN").status == 400)
        }
    }

    @Test func recordByHandTakesAndReturnsItsFood() async throws {
        try await withStoreClient { client in
            let body = #"{"orderId":"m1","storeId":"s1","foodId":"f1","quantity":"3","address":"서울 강남구 삼성동 1"}"#
            let made = try await client.ask(.post, "/storeOrders", body)
            #expect(made.status == 201)
            #expect(made.headers[.location] == "/storeOrders/m1")
            #expect(made.body["manual"] == .bool(true))
            #expect(made.body["amount"] == .integer(13_500))
            #expect(made.body["destination"]?["region"] == .string("서울/강남구/삼성동"))
            #expect(try await client.fixture.count(of: .named("f1")) == 97)
            let again = try await client.ask(.post, "/storeOrders", body)
            #expect(again.status == 200)
            #expect(again.body == made.body)
            let other = #"{"orderId":"m1","storeId":"s1","foodId":"f1","quantity":4}"#
            #expect(try await client.ask(.post, "/storeOrders", other).code == "id-taken")
            client.fixture.clock.advance(by: .seconds(300))
            try await client.fixture.timers.releaseUnconfirmed()
            #expect(try await client.fixture.count(of: .named("f1")) == 97)
            try await client.fixture.timers.rejectUnaccepted()
            #expect(try await client.fixture.count(of: .named("f1")) == 100)
        }
    }

    @Test func recordByHandWithoutAnAddressStandsAtTheStore() async throws {
        try await withStoreClient { client in
            let made = try await client.ask(
                .post,
                "/storeOrders",
                #"{"items":[{"foodId":"f1"},{"foodId":"f2","quantity":2}]}"#
            )
            #expect(made.status == 201)
            #expect(made.body["destination"]?["region"] == .string("서울/강남구/역삼동"))
            #expect(made.body["destination"]?["inferred"] == .bool(true))
        }
    }

    @Test(arguments: [
        (#"{}"#, 400), (#"{"foodId":"f1","quantity":0}"#, 400), (#"{"items":[]}"#, 400), (#"{"items":["f1"]}"#, 400),
        (#"{"foodId":"f1","orderId":"a+b"}"#, 400), (#"{"foodId":"none"}"#, 422),
        (#"{"foodId":"f1","quantity":101}"#, 422),
        (#"{"foodId":"f1","storeId":"s2"}"#, 422), (#"{"items":[{"foodId":"f1"},{"foodId":"f4"}]}"#, 422),
    ]) func badRecordByHandLeavesNothing(body: String, status: Int) async throws {
        try await withStoreClient { client in
            let answer = try await client.ask(.post, "/storeOrders", body)
            #expect(answer.status == status)
            #expect(try await client.fixture.count(of: .named("f1")) == 100)
            #expect(try await client.fixture.emitted().isEmpty)
        }
    }

    @Test func tooLongOptionsAndTooManyItemsAreRefused() async throws {
        try await withStoreClient { client in
            let options = String(repeating: "🍜", count: 501)
            let long = try await client.ask(.post, "/storeOrders", #"{"foodId":"f1","options":"\#(options)"}"#)
            #expect(long.status == 400)
            let items = Array(repeating: #"{"foodId":"f1"}"#, count: 101).joined(separator: ",")
            #expect(try await client.ask(.post, "/storeOrders", #"{"items":[\#(items)]}"#).status == 400)
        }
    }
}
