import Contracts
import EventLog
import ServiceKit
import Storage
import Synchronization
import TestSupport

@testable import StoreService

/// A store service with its samples over a database of its own, and an order service that is the test itself.
final class StoreFixture: Sendable {
    let service: StoreService
    let clock: TestClock
    private let sequence = Atomic<Int64>(0)

    init(service: StoreService, clock: TestClock) {
        self.service = service
        self.clock = clock
    }

    var core: ServiceCore { service.core }
    var timers: StoreTimers { StoreTimers(core: core, configuration: .init()) }

    func placed(_ order: OrderData) async throws { try await happen(.orderPlaced, order, .placed) }
    func completed(_ order: OrderData) async throws { try await happen(.orderCompleted, order, .paid) }

    /// Lets something happen to an order, as often as asked: the same event each time.
    func happen(_ type: EventType, _ order: OrderData, _ status: OrderStatus, times: Int = 1) async throws {
        var order = order
        order.status = status
        let event = Event(
            id: "e-\(sequence.add(1, ordering: .relaxed).newValue)",
            type: type,
            subject: order.orderId.rawValue,
            time: clock.now,
            sequence: sequence.load(ordering: .relaxed),
            correlationID: order.orderId.rawValue,
            causationID: "test",
            traceparent: Traceparent.make(),
            body: .data(try JSON.text(order))
        )
        let handler = OrderEventHandler(log: core.log, clock: core.clock, acceptWindow: .seconds(300))
        for _ in 0..<times {
            try await core.database.write { try handler.handle(event, in: $0) }
        }
    }

    func count(of food: FoodID) async throws -> Int? {
        try await core.database.read { try FoodTable.find(food, in: $0)?.count }
    }

    func food(_ id: FoodID) async throws -> Food? {
        try await core.database.read { try FoodTable.find(id, in: $0) }
    }

    func storeOrder(_ id: OrderID) async throws -> StoreOrder? {
        try await core.database.read { try StoreOrderTable.find(id, in: $0) }
    }

    func held(_ id: OrderID) async throws -> HeldFood? {
        try await core.database.read { try HeldFoodTable.find(id, in: $0) }
    }

    /// What was emitted after the samples, by type.
    func emitted(_ types: EventType...) async throws -> [Event] {
        try await core.log.events(after: 0, limit: 1000)
            .dropFirst(StoreSamples.stores.count + StoreSamples.foods.count)
            .filter { types.isEmpty || types.contains($0.type) }
    }

    /// The retained payload of a topic; nil where it was cleared or never set.
    func retained(_ topic: String) async throws -> String? {
        try await core.database.read { transaction in
            try transaction.first("SELECT payload FROM retained WHERE topic = $1", [.text(topic)]) {
                $0.optionalText("payload")
            } ?? nil
        }
    }
}

func withStore<Value>(_ body: (StoreFixture) async throws -> Value) async throws -> Value {
    let clock = TestClock()
    return try await withTestCore(.store, migrations: StoreService.migrations, clock: clock) { core in
        let service = StoreService(core: core, orderEvents: EmptyEventReader())
        try await service.addSamples()
        return try await body(StoreFixture(service: service, clock: clock))
    }
}
