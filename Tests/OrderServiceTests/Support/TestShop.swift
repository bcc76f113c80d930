import Contracts
import EventLog
import HummingbirdTesting
import ServiceKit
import Storage
import TestSupport

@testable import OrderService

/// An order service over a database of its own, with a store that does as it is told and a clock that stands.
struct TestShop: Sendable {
    let service: OrderService
    let core: ServiceCore
    let clock: TestClock
    let desk: FakeDesk
    let api: any TestClientProtocol

    static let address = "서울 강남구 테헤란로 152 (역삼동)"

    /// Two portions of tteokbokki.
    static let body: JSONValue = [
        "customerId": "c1", "foodId": "f1", "quantity": 2, "options": "덜 맵게 🌶️", "address": .string(address),
    ]

    @discardableResult
    func place(_ changes: [String: JSONValue] = [:], headers: [String: String] = [:]) async throws -> RESTAnswer {
        try await api.post("/orders", Self.body.with(changes), headers: headers)
    }

    /// A paid order of tteokbokki, of that id.
    func paid(_ id: String = "o1") async throws {
        try await place(["id": .string(id)])
        _ = try await api.post("/payments", ["orderId": .string(id)])
    }

    func hear(_ type: EventType, _ data: some Encodable & Sendable) async throws {
        let event = Event(
            id: IDText.make(at: clock.now),
            type: type,
            subject: "subject",
            time: clock.now,
            sequence: 1,
            correlationID: "correlation",
            causationID: "test",
            traceparent: Traceparent.make(),
            body: .data(try JSON.text(data))
        )
        let (store, delivery) = (
            StoreEventHandler(book: service.book, clock: core.clock),
            DeliveryEventHandler(book: service.book, clock: core.clock)
        )
        try await core.database.write { transaction in
            switch type.context {
            case .store: try store.handle(event, in: transaction)
            case .delivery: try delivery.handle(event, in: transaction)
            case .order, .notification: break
            }
        }
    }

    /// From a paid order to one that the customer has in hand.
    func deliver(_ id: String = "o1") async throws {
        for (type, status) in storeEvents.filter({
            [.orderReceived, .orderAccepted, .cookingStarted, .cookingFinished].contains($0.0)
        }) {
            try await hear(type, Sample.storeOrder(status, order: id))
        }
        for (type, status) in [
            (EventType.deliveryOpened, DeliveryStatus.open), (.deliveryClaimed, .claimed),
            (.deliveryPickedUp, .pickedUp),
            (.deliveryDelivered, .delivered),
        ] {
            try await hear(type, Sample.delivery(status, order: id, rider: status == .open ? nil : "r1"))
        }
    }

    func learnMenu() async throws {
        try await hear(.storeRegistered, Sample.store)
        for (food, count) in [(Sample.tteokbokki, 10), (Sample.gimbap, 0)] {
            try await hear(
                .foodRegistered,
                FoodData(
                    foodId: food.foodId,
                    storeId: Sample.store.storeId,
                    storeName: Sample.store.name,
                    name: food.name,
                    price: food.price,
                    count: count,
                    version: 1
                )
            )
        }
    }

    func events() async throws -> [Event] { try await core.log.events(after: 0, limit: 1000) }

    func eventTypes() async throws -> [EventType] { try await events().map(\.type) }

    /// The payload that the broker is to keep, with when it may forget it.
    func retained(_ order: String = "o1") async throws -> (status: OrderStatusSnapshot, expiresAt: Timestamp?)? {
        try await core.database.read { transaction in
            try transaction.first(
                "SELECT payload, expires_at FROM retained WHERE topic = $1",
                [.text("baedal/v1/orders/\(order)/status")]
            ) { row in
                (
                    try JSON.decode(OrderStatusSnapshot.self, from: row.text("payload")),
                    row.optionalLong("expires_at").map(Timestamp.init(milliseconds:))
                )
            }
        }
    }

    func status(_ order: String = "o1") async throws -> String? {
        try await api.get("/orders/\(order)")["status"]?.stringValue
    }

    /// How many rows there are of everything an order leaves behind.
    func traces() async throws -> [String: Int] {
        try await core.database.read { transaction in
            var counts: [String: Int] = [:]
            for table in ["orders", "order_history", "payment", "event", "retained", "idempotency"] {
                counts[table] = try transaction.first("SELECT COUNT(*) AS n FROM \(table)") { $0.integer("n") }
            }
            return counts.filter { $0.value > 0 }
        }
    }
}

func withShop(
    configuration: OrderConfiguration = .init(),
    _ body: @escaping @Sendable (TestShop) async throws -> Void
) async throws {
    let clock = TestClock(Sample.now)
    try await withTestCore(.order, migrations: OrderService.migrations, clock: clock) { core in
        let desk = FakeDesk()
        let service = OrderService(
            core: core,
            configuration: configuration,
            desk: desk,
            storeEvents: EmptyEventReader(),
            deliveryEvents: EmptyEventReader()
        )
        try await testApplication(of: service).test(.router) { api in
            try await body(TestShop(service: service, core: core, clock: clock, desk: desk, api: api))
        }
        desk.release()
    }
}

extension JSONValue {
    /// The object with some members changed; a null takes one away.
    func with(_ changes: [String: JSONValue]) -> JSONValue {
        guard case .object(var members) = self else { return self }
        for (name, value) in changes { members[name] = value == .null ? nil : value }
        return .object(members)
    }
}
