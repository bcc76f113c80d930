public import Contracts
public import EventLog
public import Logging
public import MQTT
public import Storage

/// What every service is built from: its database, its log, its own connection to the broker.
public struct ServiceCore: Sendable {
    public let name: ServiceName
    public let database: Database
    public let log: EventLog
    public let client: MQTTClient
    public let relay: Relay
    public let presence: PresenceAnnouncer
    public let clock: WallClock
    public let metrics: Metrics
    public let logger: Logger

    /// Opens `DIRECTORY/NAME.sqlite` and prepares everything; nothing runs yet.
    ///
    /// - Parameter broker: one or more addresses, tried in turn.
    /// - Throws: `StorageError` where the folder or the file cannot be used.
    public static func open(
        _ context: EventContext,
        directory: String,
        broker: [MQTTAddress],
        migrations: [Migration],
        clock: WallClock,
        metrics: Metrics,
        logger: Logger
    ) async throws -> ServiceCore {
        let name = ServiceName(context)
        var logger = logger
        logger[metadataKey: "service"] = "\(name.rawValue)"
        let database = try Database(path: "\(directory)/\(name.rawValue).sqlite")
        let log = try await EventLog(context: context, database: database)
        try database.migrate([Idempotency.migration, InstanceName.migration] + migrations)
        let instance = try await InstanceName.load(from: database)
        let offline = ServicePresence(status: .offline, instance: instance)
        let client = MQTTClient(
            configuration: MQTTClientConfiguration(
                addresses: broker,
                clientID: "baedal-\(name.rawValue)-\(instance)",
                will: try offline.message(of: name)
            ),
            logger: logger
        )
        return ServiceCore(
            name: name,
            database: database,
            log: log,
            client: client,
            relay: Relay(log: log, client: client, logger: logger),
            presence: PresenceAnnouncer(service: name, instance: instance, client: client, logger: logger),
            clock: clock,
            metrics: metrics,
            logger: logger
        )
    }

    /// Follows a context; the cursor stands in this service's own database.
    public func consumer(
        of context: EventContext,
        types: Set<EventType>,
        linger: Duration = EventConsumer.defaultLinger,
        reader: any EventReader,
        handler: @escaping EventConsumer.Handler
    ) -> EventConsumer {
        EventConsumer(
            name: name.rawValue,
            context: context,
            types: types,
            linger: linger,
            client: client,
            reader: reader,
            database: database,
            logger: logger,
            handler: handler
        )
    }
}

extension ServiceName {
    fileprivate init(_ context: EventContext) {
        switch context {
        case .order: self = .order
        case .store: self = .store
        case .delivery: self = .delivery
        case .notification: self = .notification
        }
    }
}
