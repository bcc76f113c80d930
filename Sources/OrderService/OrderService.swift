public import Contracts
public import EventLog
public import Hummingbird
public import ServiceKit
public import ServiceLifecycle
public import Storage

/// Orders, payments, and the read models of an order's status and of the top menus.
public struct OrderService: BaedalService {
    public static let migrations: [Migration] = OrderSchema.migrations
    private static let expiryBatch = 200

    public let core: ServiceCore
    public let consumers: [EventConsumer]
    private let configuration: OrderConfiguration
    let book: OrderBook
    private let gate: StoreGate

    public init(
        core: ServiceCore,
        configuration: OrderConfiguration = .init(),
        desk: any FoodDesk,
        storeEvents: any EventReader,
        deliveryEvents: any EventReader
    ) {
        self.core = core
        self.configuration = configuration
        let book = OrderBook(
            log: core.log,
            changes: OrderChanges(),
            endedStatusExpiry: configuration.endedStatusExpiry
        )
        self.book = book
        self.gate = StoreGate(desk: desk, configuration: configuration, clock: core.clock, logger: core.logger)
        let store = StoreEventHandler(book: book, clock: core.clock)
        let delivery = DeliveryEventHandler(book: book, clock: core.clock)
        self.consumers = [
            core.consumer(
                of: .store,
                types: StoreEventHandler.types,
                reader: storeEvents,
                handler: EventConsumer.each { try store.handle($0, in: $1) }
            ),
            core.consumer(
                of: .delivery,
                types: DeliveryEventHandler.types,
                reader: deliveryEvents,
                handler: EventConsumer.each { try delivery.handle($0, in: $1) }
            ),
        ]
    }

    public var workers: [any Service] {
        [
            Ticker("expire-orders", every: .seconds(1), logger: core.logger) { try await self.expireUnpaid() },
            Ticker("purge-answers", every: .seconds(600), logger: core.logger) {
                let now = core.clock.now
                try await core.database.write { try Idempotency.purge(now: now, in: $0) }
            },
        ]
    }

    public func addRoutes(to router: Router<ServiceContext>) {
        OrderRoutes(
            database: core.database,
            book: book,
            gate: gate,
            configuration: configuration,
            clock: core.clock
        ).add(to: router)
        OrderStreamRoutes(database: core.database, changes: book.changes).add(to: router)
        OrderStatusRoutes(database: core.database).add(to: router)
        PaymentRoutes(database: core.database, book: book, clock: core.clock).add(to: router)
        TopMenuRoutes(database: core.database).add(to: router)
    }

    public func addInternalRoutes(to group: RouterGroup<ServiceContext>) {}

    /// Ends the orders whose time to pay is over.
    func expireUnpaid() async throws {
        let now = core.clock.now
        let due = try await core.database.read {
            try OrderTable.unpaid(at: now, limit: Self.expiryBatch, in: $0).map(\.id)
        }
        guard !due.isEmpty else { return }
        try await core.database.write { [book] transaction in
            for id in due {
                guard var order = try OrderTable.find(id, in: transaction), order.phase == .placed else { continue }
                let cause = Cause.own(IDText.make(at: now))
                try book.change(&order, by: .system, cause: cause, at: now, in: transaction) { try $0.expire() }
            }
        }
    }
}
