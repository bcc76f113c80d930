import Contracts
import EventLog
import ServiceKit
import Storage
import TestSupport
import Testing

@testable import StoreService

/// What the store makes of the order service's events, also when they come twice or late.
@Suite struct OrderEventTests {
    private let topic = Topics.storeOrder(.named("s1"), .named("o1"))

    @Test func paidOrderReachesTheStoreOnce() async throws {
        try await withStore { fixture in
            _ = try await fixture.service.reserve(OrderData.sample().request)
            try await fixture.placed(.sample())
            try await fixture.happen(.orderCompleted, .sample(), .paid, times: 2)
            let events = try await fixture.emitted()
            #expect(events.map(\.type) == [.orderReceived])
            #expect(events.map(\.correlationID) == ["o1"])
            let data = try #require(try events.first?.decode(StoreOrderData.self))
            #expect(data.acceptBy == fixture.clock.now + .seconds(300))
            #expect(data.origin.region.description == "서울/강남구/역삼동")
            let retained = try #require(try await fixture.retained(topic))
            #expect(try JSON.decode(StoreOrderData.self, from: retained) == data)
            #expect(try await fixture.count(of: .named("f1")) == 98)
        }
    }

    @Test func unverifiedOrderTakesItsFoodWhenItIsPlaced() async throws {
        try await withStore { fixture in
            let order = OrderData.sample(availability: .unverified)
            try await fixture.happen(.orderPlaced, order, .placed, times: 2)
            #expect(try await fixture.count(of: .named("f1")) == 98)
            try await fixture.completed(order)
            #expect(try await fixture.storeOrder(.named("o1"))?.data.status == .received)
            #expect(try await fixture.count(of: .named("f1")) == 98)
        }
    }

    @Test func unverifiedOrderThatCannotBeMadeIsRejectedAtOnce() async throws {
        try await withStore { fixture in
            let order = OrderData.sample(quantity: 101, availability: .unverified)
            try await fixture.placed(order)
            #expect(try await fixture.emitted().isEmpty, "it may never be paid")
            try await fixture.happen(.orderCompleted, order, .paid, times: 2)
            let events = try await fixture.emitted()
            #expect(events.map(\.type) == [.orderRejected])
            #expect(try events.first?.decode(StoreOrderData.self).reason == "'떡볶이'은(는) 100개 남았어요. 100개까지 주문할 수 있어요.")
            #expect(try await fixture.retained(topic) == nil)
            #expect(try await fixture.count(of: .named("f1")) == 100)
        }
    }

    @Test func foodOfAnotherStoreIsRejectedAndKeepsNothing() async throws {
        try await withStore { fixture in
            let order = OrderData.sample(food: "f4", quantity: 1, availability: .unverified)
            try await fixture.placed(order)
            try await fixture.completed(order)
            #expect(try await fixture.emitted().map(\.type) == [.orderRejected])
            #expect(try await fixture.count(of: .named("f4")) == 50)
        }
    }

    @Test func orderWhoseReservationRanOutIsHeldAgain() async throws {
        try await withStore { fixture in
            _ = try await fixture.service.reserve(OrderData.sample().request)
            fixture.clock.advance(by: .seconds(61))
            try await fixture.timers.releaseUnconfirmed()
            try await fixture.placed(.sample())
            #expect(try await fixture.count(of: .named("f1")) == 98)
            #expect(try await fixture.held(.named("o1"))?.isConfirmed == true)
        }
    }

    @Test func cartOfAnAttemptThatNeverBecameAnOrderIsReplaced() async throws {
        try await withStore { fixture in
            _ = try await fixture.service.reserve(OrderData.sample(quantity: 5).request)
            let order = OrderData.sample(quantity: 2, availability: .unverified)
            try await fixture.placed(order)
            try await fixture.completed(order)
            #expect(try await fixture.count(of: .named("f1")) == 98)
            #expect(try await fixture.storeOrder(.named("o1"))?.data.status == .received)
        }
    }

    @Test(arguments: [EventType.orderExpired, .orderCancelled]) func endedOrderGivesBackOnce(type: EventType)
        async throws
    {
        try await withStore { fixture in
            _ = try await fixture.service.reserve(OrderData.sample().request)
            try await fixture.placed(.sample())
            try await fixture.happen(type, .sample(), .cancelled, times: 3)
            #expect(try await fixture.count(of: .named("f1")) == 100)
            try await fixture.completed(.sample())
            #expect(try await fixture.storeOrder(.named("o1")) == nil, "an ended order comes too late")
            await #expect(throws: Problem.self) { try await fixture.service.reserve(OrderData.sample().request) }
            #expect(try await fixture.count(of: .named("f1")) == 100)
        }
    }

    @Test func endOfAnUnknownOrderIsNothing() async throws {
        try await withStore { fixture in
            try await fixture.happen(.orderCancelled, .sample(), .cancelled)
            try await fixture.happen(.orderRated, .sample(), .completed)
            #expect(try await fixture.emitted().isEmpty)
        }
    }

    @Test(arguments: [false, true]) func cancellationBeforeCooking(accepted: Bool) async throws {
        try await withStore { fixture in
            try await fixture.placed(.sample())
            try await fixture.completed(.sample())
            if accepted { try await fixture.act { try $0.accept(cookMinutes: nil, at: $1) } }
            try await fixture.happen(.cancelRequested, .sample(), .cancelRequested, times: 2)
            try await fixture.happen(.orderCancelled, .sample(), .cancelled)
            #expect(
                try await fixture.emitted(.storeOrderCancelled, .cancelRefused).map(\.type) == [.storeOrderCancelled]
            )
            #expect(try await fixture.count(of: .named("f1")) == 100)
            #expect(try await fixture.retained(topic) == nil)
            await #expect(throws: Problem.self) { try await fixture.act { order, _ in try order.startCook() } }
        }
    }

    @Test(arguments: [false, true]) func cancellationOnceCookingHasBegun(finished: Bool) async throws {
        try await withStore { fixture in
            try await fixture.cook(finished: finished)
            try await fixture.happen(.cancelRequested, .sample(), .cancelRequested)
            #expect(try await fixture.emitted(.storeOrderCancelled, .cancelRefused).map(\.type) == [.cancelRefused])
            try await fixture.happen(.orderCancelled, .sample(), .cancelled)
            #expect(try await fixture.count(of: .named("f1")) == 98, "cooked food never goes back")
        }
    }

    @Test func cancellationOfAnOrderTheStoreNeverSawIsGranted() async throws {
        try await withStore { fixture in
            try await fixture.happen(.cancelRequested, .sample(), .cancelRequested, times: 2)
            #expect(try await fixture.emitted().map(\.type) == [.storeOrderCancelled])
            try await fixture.completed(.sample())
            #expect(try await fixture.storeOrder(.named("o1"))?.data.status == .cancelled)
        }
    }

    @Test func unacceptedOrderIsRejectedAtItsTime() async throws {
        try await withStore { fixture in
            try await fixture.placed(.sample())
            try await fixture.completed(.sample())
            fixture.clock.advance(by: .milliseconds(299_999))
            try await fixture.timers.rejectUnaccepted()
            #expect(try await fixture.storeOrder(.named("o1"))?.data.status == .received)
            fixture.clock.advance(by: .milliseconds(1))
            try await fixture.timers.rejectUnaccepted()
            try await fixture.timers.rejectUnaccepted()
            let events = try await fixture.emitted(.orderRejected)
            #expect(events.count == 1)
            #expect(try events.first?.decode(StoreOrderData.self).reason == "가게가 5분 안에 주문을 받지 않았어요")
            #expect(try await fixture.count(of: .named("f1")) == 100)
        }
    }

    @Test func cookedFoodIsCountedAndRatedOnce() async throws {
        try await withStore { fixture in
            try await fixture.cook(finished: true)
            #expect(try await fixture.food(.named("f1"))?.orders == 1)
            #expect(try await fixture.retained(topic) == nil)
            var rated = OrderData.sample()
            rated.rating = .init(score: 4, comment: nil)
            try await fixture.happen(.orderRated, rated, .completed, times: 2)
            rated.rating = .init(score: 1, comment: nil)
            try await fixture.happen(.orderRated, rated, .completed)
            let food = try #require(try await fixture.food(.named("f1")))
            #expect(food.score == 4)
            #expect(food.ratings == 1)
        }
    }
}

extension StoreFixture {
    /// Does something to the order `o1` as the store.
    func act(_ command: @escaping @Sendable (inout StoreOrder, Timestamp) throws -> [StoreOrderEvent]) async throws {
        let now = clock.now
        try await core.database.write { [core] transaction in
            var order = try #require(try StoreOrderTable.find(.named("o1"), in: transaction))
            let events = try command(&order, now)
            let work = UnitOfWork(transaction: transaction, log: core.log, cause: .own("test"), now: now)
            try StoreOrderBook(work).update(order, events)
        }
    }

    /// Brings the order `o1` into the kitchen.
    func cook(finished: Bool) async throws {
        try await placed(.sample())
        try await completed(.sample())
        try await act { try $0.accept(cookMinutes: nil, at: $1) }
        try await act { order, _ in try order.startCook() }
        if finished { try await act { try $0.finishCook(at: $1) } }
    }
}
