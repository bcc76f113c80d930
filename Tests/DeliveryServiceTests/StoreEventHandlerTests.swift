import Contracts
import EventLog
import ServiceKit
import Storage
import TestSupport
import Testing

@testable import DeliveryService

@Suite struct StoreEventHandlerTests {
    private let board = "baedal/v1/regions/서울/강남구/대치동/deliveries/"

    @Test func acceptancePreparesAndReadyFoodOpens() async throws {
        try await withDelivery { test in
            try await test.hear(.orderAccepted, Sample.order("o1", .accepted))
            let prepared = try #require(await test.delivery(of: "o1"))
            #expect(prepared.status == .preparing)
            #expect(try await test.retained(board + prepared.id.rawValue) == nil)

            try await test.hear(.cookingFinished, Sample.order("o1", .cooked))
            let open = try #require(await test.delivery(of: "o1"))
            #expect(open.id == prepared.id)
            #expect(open.status == .open)
            #expect(open.expiresAt == Sample.now + .seconds(3600))
            let shown = try #require(await test.retained(board + open.id.rawValue))
            #expect(shown["items"] == .integer(3))
            #expect(shown["dropoff"]?["region"] == .string("서울/강남구/대치동"))
            #expect(shown["dropoff"]?["address"] == nil)
            #expect(try await test.events() == [.deliveryPrepared, .deliveryOpened])
        }
    }

    @Test func eventsRepeatedOrOutOfOrderChangeNothing() async throws {
        try await withDelivery { test in
            try await test.hear(.cookingFinished, Sample.order("o1", .cooked))
            try await test.hear(.orderAccepted, Sample.order("o1", .accepted))
            try await test.hear(.cookingFinished, Sample.order("o1", .cooked))
            #expect(try await test.events() == [.deliveryPrepared, .deliveryOpened])
            try await test.hear(.storeOrderCancelled, Sample.order("unknown", .cancelled))
            #expect(try await test.delivery(of: "unknown") == nil)
        }
    }

    @Test func aCancelledOrderCancelsItsDelivery() async throws {
        try await withDelivery { test in
            let open = try await test.open("o1")
            try await test.hear(.storeOrderCancelled, Sample.order("o1", .cancelled, reason: "고객 취소"))
            try await test.hear(.storeOrderCancelled, Sample.order("o1", .cancelled, reason: "고객 취소"))
            try await test.hear(.cookingFinished, Sample.order("o1", .cooked))
            let cancelled = try #require(await test.delivery(of: "o1"))
            #expect(cancelled.status == .cancelled)
            #expect(cancelled.reason == "고객 취소")
            #expect(try await test.retained(board + open.id.rawValue) == nil)
            #expect(try await test.events() == [.deliveryPrepared, .deliveryOpened, .deliveryCancelled])
        }
    }

    @Test func typesThatDoNotConcernDeliveriesAreIgnored() async throws {
        try await withDelivery { test in
            for type in EventType.allCases where !StoreEventHandler.types.contains(type) {
                try await test.hear(type, Sample.order("o1", .received))
            }
            #expect(try await test.events().isEmpty)
        }
    }
}
