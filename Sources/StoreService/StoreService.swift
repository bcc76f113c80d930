public import Contracts
public import EventLog
public import Hummingbird
public import ServiceKit
public import ServiceLifecycle
public import Storage

/// Stores and their foods, what is held of them for orders, and the stores' part of each order's life.
public struct StoreService: BaedalService {
    /// The tables of the service, for ``ServiceCore``'s `open`.
    public static let migrations: [Migration] = StoreSchema.migrations

    public let core: ServiceCore
    public let consumers: [EventConsumer]
    private let configuration: StoreConfiguration

    /// - Parameter orderEvents: the log of the context `order`.
    public init(
        core: ServiceCore,
        configuration: StoreConfiguration = .init(),
        orderEvents: any EventReader
    ) {
        self.core = core
        self.configuration = configuration
        let handler = OrderEventHandler(log: core.log, clock: core.clock, acceptWindow: configuration.acceptWindow)
        self.consumers = [
            core.consumer(
                of: .order,
                types: OrderEventHandler.types,
                reader: orderEvents,
                handler: EventConsumer.each { try handler.handle($0, in: $1) }
            )
        ]
    }

    public var workers: [any Service] { StoreTimers(core: core, configuration: configuration).workers }

    public func addRoutes(to router: Router<ServiceContext>) {
        StoreRoutes(core: core).add(to: router)
        FoodRoutes(core: core).add(to: router)
        StoreOrderRoutes(core: core).add(to: router)
        ManualOrderRoute(core: core, acceptWindow: configuration.acceptWindow).add(to: router)
    }

    public func addInternalRoutes(to group: RouterGroup<ServiceContext>) {
        InternalRoutes(service: self).add(to: group)
    }

    /// Registers the sample stores and foods where there is no store yet.
    public func addSamples() async throws {
        let now = core.clock.now
        try await core.database.write { [log = core.log] transaction in
            let cause = Cause.own(IDText.make(at: now))
            try StoreSamples.add(in: UnitOfWork(transaction: transaction, log: log, cause: cause, now: now))
        }
    }
}

extension StoreService: FoodDesk {
    public func reserve(_ request: ReservationRequest) async throws -> Reservation {
        let now = core.clock.now
        return try await core.database.write { [log = core.log] transaction in
            let cause = Cause.own(request.orderId.rawValue)
            let work = UnitOfWork(transaction: transaction, log: log, cause: cause, now: now)
            return try Stock(work).reserve(request)
        }
    }
}

extension StoreService: ContactDirectory {
    public func contact(of role: RecipientRole, id: String) async throws -> Contact? {
        guard role == .store, let id = StoreID(id) else { return nil }
        return try await core.database.read { transaction in
            try StoreTable.find(id, in: transaction).map { Contact(name: $0.name, phone: $0.phone) }
        }
    }
}
