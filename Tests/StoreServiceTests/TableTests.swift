import Contracts
import ServiceKit
import Storage
import TestSupport
import Testing

@testable import StoreService

/// What is written comes back as it was.
@Suite struct TableTests {
    @Test(arguments: StoreOrderStatus.allCases) func storeOrder(status: StoreOrderStatus) async throws {
        try await withStore { fixture in
            var data = StoreOrderData.sample(status, acceptBy: fixture.clock.now)
            data.orderId = .named("full")
            data.cookMinutes = 25
            data.readyAt = fixture.clock.now
            data.reason = "이유"
            data.manual = true
            var bare = StoreOrderData.sample(status)
            bare.customerId = nil
            bare.options = nil
            for order in [data, bare].map({ StoreOrder(data: $0, createdAt: fixture.clock.now) }) {
                try await fixture.core.database.write { try StoreOrderTable.insert(order, in: $0) }
                #expect(try await fixture.storeOrder(order.data.orderId) == order)
            }
        }
    }

    @Test func updateKeepsWhatDoesNotMove() async throws {
        try await withStore { fixture in
            let received = StoreOrder(data: .sample(.received), createdAt: fixture.clock.now)
            var moved = received
            _ = try moved.accept(cookMinutes: 5, at: fixture.clock.now)
            try await fixture.core.database.write { [moved] transaction in
                try StoreOrderTable.insert(received, in: transaction)
                try StoreOrderTable.update(moved, in: transaction)
            }
            #expect(try await fixture.storeOrder(.named("o1")) == moved)
        }
    }

    @Test func store() async throws {
        try await withStore { fixture in
            let place = Place(address: "어딘가", region: .unknown, lat: 1.5, lon: 2.5, inferred: true)
            let full = Store(
                id: .named("a"),
                name: "가게",
                place: place,
                phone: "0212345678",
                isBare: false,
                version: 3,
                createdAt: fixture.clock.now
            )
            let bare = Store(bare: .named("b"), at: fixture.clock.now)
            for store in [full, bare] {
                let found = try await fixture.core.database.write { transaction in
                    try StoreTable.insert(store, in: transaction)
                    return try StoreTable.find(store.id, in: transaction)
                }
                #expect(found == store)
            }
        }
    }

    @Test(arguments: [HeldFood.State.held, .released, .returned, .used, .refused])
    func heldFood(state: HeldFood.State) async throws {
        try await withStore { fixture in
            var held = HeldFood(
                orderID: .named("o1"),
                storeID: .named("s1"),
                items: OrderData.sample().items,
                state: state,
                isConfirmed: false,
                reason: "없음",
                createdAt: fixture.clock.now
            )
            try await fixture.core.database.write { [held] in try HeldFoodTable.save(held, in: $0) }
            #expect(try await fixture.held(.named("o1")) == held)
            held.isConfirmed = true
            held.reason = nil
            try await fixture.core.database.write { [held] in try HeldFoodTable.save(held, in: $0) }
            #expect(try await fixture.held(.named("o1")) == held)
        }
    }

    @Test func samplesAreAddedOnce() async throws {
        try await withStore { fixture in
            try await fixture.service.addSamples()
            #expect(try await fixture.emitted().isEmpty)
            #expect(try await fixture.count(of: .named("f1")) == 100)
        }
    }

    @Test func samplesStandWhereTheirAddressesSay() {
        let regions = StoreSamples.stores.map { $0.place.region.description }
        #expect(regions == ["서울/강남구/역삼동", "서울/마포구/동교동", "경기/수원시-팔달구/남창동"])
        #expect(StoreSamples.stores.allSatisfy { $0.place.lat != nil && $0.place.inferred == nil })
    }
}
