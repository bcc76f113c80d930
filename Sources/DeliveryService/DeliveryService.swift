public import Contracts
public import EventLog
public import Hummingbird
import MQTT
public import ServiceKit
public import ServiceLifecycle
public import Storage

/// Deliveries, riders, the regional board, and riders' requests over MQTT.
public struct DeliveryService: BaedalService {
    public static let migrations: [Migration] = DeliverySchema.migrations

    public let core: ServiceCore
    public let consumers: [EventConsumer]
    public let workers: [any Service]

    private let deliveries: DeliveryRoutes
    private let riders: RiderRoutes
    private let dispatch: DispatchRoutes
    let book: DeliveryBook
    let sightings: RiderSightings

    /// - Parameter storeEvents: the store's log.
    public init(core: ServiceCore, configuration: DeliveryConfiguration = .init(), storeEvents: any EventReader) {
        let sightings = RiderSightings(locationLifetime: configuration.locationLifetime)
        let book = DeliveryBook(core: core, configuration: configuration, sightings: sightings)
        let desk = RiderDesk(book: book)
        let handler = StoreEventHandler(book: book, clock: core.clock)

        self.core = core
        self.book = book
        self.sightings = sightings
        deliveries = DeliveryRoutes(core: core, book: book, desk: desk)
        riders = RiderRoutes(core: core, book: RiderBook(log: core.log), sightings: sightings)
        dispatch = DispatchRoutes(core: core, book: book)
        consumers = [
            core.consumer(
                of: .store,
                types: StoreEventHandler.types,
                reader: storeEvents,
                handler: EventConsumer.each { try handler.handle($0, in: $1) }
            )
        ]
        workers =
            [
                RiderRequestListener.requests(core, desk),
                SignalListener.locations(core, sightings),
                SignalListener.presences(core, sightings),
                Dispatcher(core: core, book: book, sightings: sightings),
            ] + Self.timers(core, book, sightings)
    }

    private static func timers(
        _ core: ServiceCore,
        _ book: DeliveryBook,
        _ sightings: RiderSightings
    ) -> [any Service] {
        let deadlines = DeliveryTimer(book: book, clock: core.clock)
        let retimer = Retimer(book: book, clock: core.clock)
        let absences = AbsenceTimer(book: book, sightings: sightings, clock: core.clock) { core.client.isConnected }
        return [
            Ticker("deliveries", every: .seconds(1), logger: core.logger) { try await deadlines.look() },
            Ticker("absences", every: .seconds(1), logger: core.logger) { try await absences.look() },
            Ticker("arrivals", every: .seconds(10), logger: core.logger) { try await retimer.look() },
            Ticker("old answers", every: .seconds(600), logger: core.logger) {
                try await core.database.write { [now = core.clock.now] in try Idempotency.purge(now: now, in: $0) }
            },
        ]
    }

    public func addRoutes(to router: Router<ServiceContext>) {
        deliveries.add(to: router)
        riders.add(to: router)
        dispatch.add(to: router)
    }

    public func addInternalRoutes(to group: RouterGroup<ServiceContext>) {
        group.get("contacts/rider/:id") { _, context in
            let id = try context.id(as: RiderID.self)
            guard let contact = try await contact(of: .rider, id: id.rawValue) else { throw Problem.noRider(id) }
            return try Answer(contact)
        }
    }

    /// Registers sample riders where there are no riders yet.
    public func addSamples() async throws {
        let now = core.clock.now
        try await core.database.write { [book = riders.book] in try book.addSamples(at: now, in: $0) }
    }
}

extension DeliveryService: ContactDirectory {
    public func contact(of role: RecipientRole, id: String) async throws -> Contact? {
        switch role {
        case .rider:
            guard let id = RiderID(id) else { return nil }
            let rider = try await core.database.read { try RiderTable.find(id, in: $0) }
            return rider.map { Contact(name: $0.name, phone: $0.phone) }
        case .customer, .store:
            return nil
        }
    }
}
