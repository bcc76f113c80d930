import Contracts
import Foundation
import TestSupport
import Testing

@testable import OrderService

@Suite(.timeLimit(.minutes(1))) struct ReadModelTests {
    @Test func theStatusTellsTheWholePast() async throws {
        try await withShop { shop in
            try await shop.paid()
            shop.clock.advance(by: .seconds(60))
            try await shop.deliver()
            _ = try await shop.api.put("/orders/o1/confirm")
            let answer = try await shop.api.get("/orderStatuses/o1")
            #expect(answer["status"] == "COMPLETED")
            #expect(answer["rider"] == ["id": "r1", "name": "라이더 r1"])
            #expect(answer["etaAt"] == nil)
            let history = try #require(answer["history"]?.arrayValue)
            #expect(
                history.map { "\($0["status"]?.stringValue ?? "") \($0["actor"]?.stringValue ?? "")" } == [
                    "PLACED customer", "PAID customer", "ACCEPTED store", "COOKING store", "COOKED store",
                    "ASSIGNED rider", "PICKED_UP rider", "DELIVERED rider", "COMPLETED customer",
                ]
            )
            let versions = history.compactMap { $0["version"]?.integerValue }
            #expect(versions == versions.sorted() && Set(versions).count == versions.count)
            #expect(history[2]["at"] == .string((Sample.now + .seconds(60)).description))
            #expect(try await shop.api.get("/orderStatuses/nobody").status == 404)
        }
    }

    @Test func theEtaStaysWhenTheDeliveryKnowsNone() async throws {
        try await withShop { shop in
            try await shop.paid()
            try await shop.hear(.orderAccepted, Sample.storeOrder(.accepted, readyAt: Sample.now + .seconds(1200)))
            let eta = try #require(try await shop.api.get("/orders/o1")["etaAt"])
            try await shop.hear(.deliveryPrepared, Sample.delivery(.preparing))
            #expect(try await shop.api.get("/orders/o1")["etaAt"] == eta)
            try await shop.hear(.deliveryDelivered, Sample.delivery(.delivered, rider: "r1"))
            #expect(try await shop.api.get("/orders/o1")["etaAt"] == nil)
        }
    }

    @Test func theEtaIsToldAnewWhenItMovesByAMinute() async throws {
        try await withShop { shop in
            try await shop.paid()
            func hear(_ eta: Timestamp) async throws -> (eta: Timestamp?, version: Int) {
                var delivery = Sample.delivery(.claimed, rider: "r1")
                delivery.etaAt = eta
                try await shop.hear(.deliveryPrepared, delivery)
                let kept = try #require(try await shop.retained()).status
                return (kept.etaAt, kept.version)
            }
            try await shop.hear(.deliveryClaimed, Sample.delivery(.claimed, rider: "r1"))
            let eta = Sample.now + .seconds(1200)
            let first = try await hear(eta)
            #expect(first.eta == eta)
            let close = try await hear(eta + .seconds(59))
            #expect(close == first, "less than a minute is not worth a message")
            let later = try await hear(eta + .seconds(60))
            #expect(later.eta == eta + .seconds(60))
            #expect(later.version == first.version + 1)
            let sooner = try await hear(eta - .seconds(60))
            #expect(sooner.eta == eta - .seconds(60))
        }
    }

    @Test func aRiderOnTheWayDoesNotHideTheKitchen() async throws {
        try await withShop { shop in
            try await shop.paid()
            try await shop.hear(.cookingStarted, Sample.storeOrder(.cooking))
            var delivery = Sample.delivery(.claimed, rider: "r1")
            delivery.ready = false
            try await shop.hear(.deliveryClaimed, delivery)
            #expect(try await shop.api.get("/orders/o1")["status"] == "COOKING")
            try await shop.hear(.cookingFinished, Sample.storeOrder(.cooked))
            #expect(try await shop.api.get("/orders/o1")["status"] == "ASSIGNED")
        }
    }

    @Test func aRecordMadeByHandOrOfAnotherIsNoMatter() async throws {
        try await withShop { shop in
            try await shop.hear(.orderAccepted, Sample.storeOrder(.accepted, order: "by-hand"))
            try await shop.hear(.deliveryOpened, Sample.delivery(.open, order: "by-hand"))
            #expect(try await shop.traces() == [:])
        }
    }

    @Test func theTopMenuCountsOrdersAndStars() async throws {
        try await withShop { shop in
            for (id, score) in [("o1", 5), ("o2", 4), ("o3", 4)] {
                try await shop.paid(id)
                try await shop.deliver(id)
                _ = try await shop.api.put("/orders/\(id)/confirm")
                // Asked again it counts no more.
                for _ in 0..<2 { _ = try await shop.api.put("/orders/\(id)/rate", ["score": .integer(Int64(score))]) }
            }
            let menus = try await shop.api.get("/topMenus?sort=score&limit=1")
            let best = try #require(menus["_embedded", "topMenus"]?.arrayValue?.first)
            #expect(menus["_embedded", "topMenus"]?.arrayValue?.count == 1)
            #expect(best["foodId"] == "f1")
            #expect(best["name"] == "떡볶이")
            #expect(best["storeId"] == "s1")
            #expect(best["orders"] == 3)
            #expect(best["ratings"] == 3)
            #expect(best["score"] == 4.33)
            // Cooked with it, but not ordered from here: no stars.
            let other = try await shop.api.get("/topMenus/f2")
            #expect(other["orders"] == 3)
            #expect(other["ratings"] == 0)
            #expect(other["score"]?.integerValue == 0)
            #expect(try await shop.api.get("/topMenus?sort=price").status == 400)
            #expect(try await shop.api.get("/topMenus?limit=0").status == 400)
            #expect(try await shop.api.get("/topMenus/f9").status == 404)
        }
    }

    /// The rider's stream may be ahead of the store's.
    @Test func aRatingIsKeptThoughTheCookingIsHeardOfLater() async throws {
        try await withShop { shop in
            try await shop.paid()
            try await shop.hear(.deliveryDelivered, Sample.delivery(.delivered, rider: "r1"))
            _ = try await shop.api.put("/orders/o1/confirm")
            #expect(try await shop.api.put("/orders/o1/rate", ["score": 5]).status == 200)
            try await shop.hear(.cookingFinished, Sample.storeOrder(.cooked))
            let menu = try await shop.api.get("/topMenus/f1")
            #expect(menu["orders"] == 1)
            #expect(menu["ratings"] == 1)
            #expect(menu["score"]?.integerValue == 5)
        }
    }

    @Test func theListsAreFilteredAndSorted() async throws {
        try await withShop { shop in
            for (index, customer) in ["c1", "c2", "c1"].enumerated() {
                try await shop.place(["id": .string("o\(index)"), "customerId": .string(customer)])
                shop.clock.advance(by: .seconds(1))
            }
            _ = try await shop.api.post("/payments", ["orderId": "o0"])
            func ids(_ query: String) async throws -> [String] {
                let list = try await shop.api.get("/orders\(query)")["_embedded", "orders"]?.arrayValue
                return list?.compactMap { $0["id"]?.stringValue } ?? ["no list"]
            }
            #expect(try await ids("") == ["o2", "o1", "o0"])
            #expect(try await ids("?customerId=c1") == ["o2", "o0"])
            #expect(try await ids("?customerId=c1&status=PAID") == ["o0"])
            #expect(try await ids("?sort=placedAt") == ["o0", "o1", "o2"])
            #expect(try await ids("?storeId=s9") == [])
            for query in ["status=paid", "sort=customer_id", "size=1001"] {
                #expect(try await shop.api.get("/orders?\(query)").problemCode == "invalid-request")
            }
            #expect(try await shop.api.get("/orders/nobody").status == 404)
            #expect(try await shop.api.get("/orders/a%2Fb").problemCode == "invalid-id")
        }
    }

    @Test func theStreamTellsEachStatusAndEndsWithTheOrder() async throws {
        try await withShop { shop in
            try await shop.place(["id": "o1"])
            async let stream = shop.api.get("/orders/o1/stream")
            _ = try await shop.api.post("/payments", ["orderId": "o1"])
            try await shop.deliver()
            _ = try await shop.api.put("/orders/o1/confirm")
            let answer = try await stream
            #expect(answer.status == 200)
            #expect(answer.header("Content-Type") == "text/event-stream")
            let events = try serverSentEvents(answer.text)
            #expect(
                events.map(\.status) == [
                    .placed, .paid, .accepted, .cooking, .cooked, .assigned, .pickedUp, .delivered, .completed,
                ]
            )
            let seen = events[4].id
            let resumed = try await shop.api.get("/orders/o1/stream", headers: ["Last-Event-ID": "\(seen)"])
            #expect(try serverSentEvents(resumed.text) == Array(events.dropFirst(5)))
            let confused = try await shop.api.get("/orders/o1/stream", headers: ["Last-Event-ID": "x"])
            #expect(try serverSentEvents(confused.text) == events)
            #expect(try await shop.api.get("/orders/nobody/stream").status == 404)
        }
    }

    private struct Sent: Equatable {
        let id: Int
        let status: OrderStatus
    }

    private func serverSentEvents(_ text: String) throws -> [Sent] {
        try text.components(separatedBy: "\n\n").filter { $0.hasPrefix("id:") }.map { block in
            let lines = block.split(separator: "\n")
            #expect(lines[1] == "event: status")
            let entry = try JSON.decode(OrderHistory.Entry.self, from: String(lines[2].dropFirst("data: ".count)))
            #expect(lines[0] == "id: \(entry.version)")
            return Sent(id: entry.version, status: entry.status)
        }
    }
}
