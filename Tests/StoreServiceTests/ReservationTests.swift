import Contracts
import EventLog
import ServiceKit
import Storage
import TestSupport
import Testing

@testable import StoreService

/// Portions are taken once and given back once.
@Suite struct ReservationTests {
    @Test func holdsAtTheStoresPrices() async throws {
        try await withStore { fixture in
            let reservation = try await fixture.service.reserve(OrderData.sample(quantity: 3).request)
            #expect(reservation.store.name == "역삼분식")
            #expect(reservation.items.map(\.price) == [4500])
            #expect(reservation.items.map(\.name) == ["떡볶이"])
            #expect(try await fixture.count(of: .named("f1")) == 97)
            #expect(try await fixture.emitted().isEmpty, "a portion is no news")
        }
    }

    @Test func askingAgainAnswersAsTheFirstTime() async throws {
        try await withStore { fixture in
            let request = OrderData.sample().request
            let first = try await fixture.service.reserve(request)
            try await fixture.core.database.write { transaction in
                let work = UnitOfWork(
                    transaction: transaction,
                    log: fixture.core.log,
                    cause: .own("test"),
                    now: fixture.clock.now
                )
                var food = try #require(try FoodTable.find(.named("f1"), in: transaction))
                try FoodMenu(work).change(&food, by: FoodChange(price: 9900))
            }
            #expect(try await fixture.service.reserve(request) == first)
            #expect(try await fixture.count(of: .named("f1")) == 98)
        }
    }

    @Test func anotherCartUnderTheSameOrderIsRefused() async throws {
        try await withStore { fixture in
            _ = try await fixture.service.reserve(OrderData.sample(quantity: 1).request)
            await #expect(throws: Problem.self) {
                try await fixture.service.reserve(OrderData.sample(quantity: 2).request)
            }
            #expect(try await fixture.count(of: .named("f1")) == 99)
        }
    }

    @Test func whatCannotBeOrderedLeavesNothing() async throws {
        try await withStore { fixture in
            func lines(_ lines: (String, Int)...) -> ReservationRequest {
                ReservationRequest(
                    orderId: .named("o1"),
                    items: lines.map { .init(foodId: .named($0.0), quantity: $0.1) }
                )
            }
            let bad: [(ReservationRequest, String)] = [
                (lines(("f1", 1), ("f2", 101)), "'김밥'은(는) 100개 남았어요"),
                (lines(("f1", 1), ("none", 1)), "none"),
                (lines(("f1", 1), ("f4", 1)), "한 가게"),
                (lines(("f1", 0)), "개까지"),
                (lines(("f1", -5)), "개까지"),
                (lines(("f1", 60), ("f1", 60)), "40개 남았어요"),
                (lines(), "가지까지"),
            ]
            for (request, words) in bad {
                let problem = await #expect(throws: Problem.self) { try await fixture.service.reserve(request) }
                #expect(problem?.code == .foodNotOrderable)
                #expect(problem?.detail.contains(words) == true, "\(problem?.detail ?? "")")
            }
            let left = [try await fixture.count(of: .named("f1")), try await fixture.count(of: .named("f2"))]
            #expect(left == [100, 100])
            #expect(try await fixture.held(.named("o1")) == nil)
            #expect(try await fixture.emitted().isEmpty)
        }
    }

    @Test func sellingOutAndComingBackAreNews() async throws {
        try await withStore { fixture in
            _ = try await fixture.service.reserve(OrderData.sample("a", quantity: 99).request)
            _ = try await fixture.service.reserve(OrderData.sample("b", quantity: 1).request)
            let soldOut = try await fixture.emitted(.foodChanged).map { try $0.decode(FoodData.self).count }
            #expect(soldOut == [0])
            let problem = await #expect(throws: Problem.self) {
                try await fixture.service.reserve(OrderData.sample("c", quantity: 1).request)
            }
            #expect(problem?.detail == "'떡볶이'은(는) 다 팔렸어요. 다른 음식을 골라 주세요.")
            fixture.clock.advance(by: .seconds(60))
            try await fixture.timers.releaseUnconfirmed()
            let counts = try await fixture.emitted(.foodChanged).map { try $0.decode(FoodData.self).count }
            #expect(counts.count == 2, "once when it sold out, once when it came back")
            #expect(try await fixture.count(of: .named("f1")) == 100)
        }
    }

    @Test func manyAtOnceNeverOversell() async throws {
        try await withStore { fixture in
            let winners = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<300 {
                    group.addTask {
                        let request = OrderData.sample("o\(number)", quantity: 1).request
                        return (try? await fixture.service.reserve(request)) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            let left = try await fixture.count(of: .named("f1"))
            #expect(winners == 100)
            #expect(left == 0)
        }
    }

    @Test func unconfirmedFoodGoesBackAfterAMinuteAndOnce() async throws {
        try await withStore { fixture in
            let request = OrderData.sample().request
            _ = try await fixture.service.reserve(request)
            fixture.clock.advance(by: .milliseconds(59_999))
            try await fixture.timers.releaseUnconfirmed()
            #expect(try await fixture.count(of: .named("f1")) == 98)
            fixture.clock.advance(by: .milliseconds(1))
            try await fixture.timers.releaseUnconfirmed()
            try await fixture.timers.releaseUnconfirmed()
            #expect(try await fixture.count(of: .named("f1")) == 100)
            _ = try await fixture.service.reserve(request)
            #expect(try await fixture.count(of: .named("f1")) == 98)
        }
    }

    @Test func confirmedFoodStays() async throws {
        try await withStore { fixture in
            _ = try await fixture.service.reserve(OrderData.sample().request)
            try await fixture.placed(.sample())
            fixture.clock.advance(by: .seconds(3600))
            try await fixture.timers.releaseUnconfirmed()
            #expect(try await fixture.count(of: .named("f1")) == 98)
        }
    }
}
