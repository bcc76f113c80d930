public import Contracts
public import EventLog
import Foundation
public import Hummingbird
public import ServiceKit
public import ServiceLifecycle
public import Storage

/// Tells customers, stores and riders what became of an order: customers, the records, and the bridge that sends them.
public struct NotificationService: BaedalService {
    public static let migrations: [Migration] = NotificationSchema.migrations

    public let core: ServiceCore
    public let consumers: [EventConsumer]
    public let workers: [any Service]
    let handler: NotificationEventHandler
    let sender: Sender
    let addresser: Addresser
    private let book: NotificationBook

    /// - Parameters:
    ///   - readers: the logs of the contexts it follows: order, store and delivery.
    ///   - contacts: who knows the numbers of stores and riders.
    /// - Throws: where the message templates or the base of the links cannot be used, with what is wrong with them.
    public init(
        core: ServiceCore,
        configuration: NotificationConfiguration = .init(),
        readers: [EventContext: any EventReader],
        contacts: any ContactDirectory
    ) throws {
        try self.init(
            core: core,
            configuration: configuration,
            readers: readers,
            contacts: contacts,
            provider: configuration.provider.provider
        )
    }

    init(
        core: ServiceCore,
        configuration: NotificationConfiguration,
        readers: [EventContext: any EventReader],
        contacts: any ContactDirectory,
        provider: any Provider
    ) throws {
        try configuration.check()
        self.core = core
        let book = NotificationBook(
            log: core.log,
            senderKey: configuration.senderKey,
            toSend: Bell(),
            toAddress: Bell(),
            counters: NotificationCounters(metrics: core.metrics)
        )
        let handler = NotificationEventHandler(
            templates: try .bundled(),
            book: book,
            webBase: configuration.webBase,
            clock: core.clock
        )
        consumers = readers.sorted { $0.key.rawValue < $1.key.rawValue }.map { context, reader in
            core.consumer(
                of: context,
                types: NotificationRules.types(of: context),
                linger: configuration.linger,
                reader: reader,
                handler: { try handler.handle($0, in: $1) }
            )
        }
        let backoff = Backoff(first: configuration.firstWait, longest: configuration.longestWait)
        let addresser = Addresser(
            database: core.database,
            book: book,
            contacts: contacts,
            clock: core.clock,
            backoff: backoff,
            batchLimit: configuration.batchLimit
        )
        let sender = Sender(
            database: core.database,
            book: book,
            provider: provider,
            clock: core.clock,
            backoff: backoff,
            batchLimit: configuration.batchLimit
        )
        workers = [
            BatchLoop(
                name: "notification-sender",
                bell: book.toSend,
                interval: configuration.pollInterval,
                linger: configuration.linger,
                logger: core.logger,
                work: sender.sendBatch
            ),
            BatchLoop(
                name: "notification-addresser",
                bell: book.toAddress,
                interval: configuration.pollInterval,
                linger: configuration.linger,
                logger: core.logger,
                work: addresser.addressBatch
            ),
        ]
        self.book = book
        self.handler = handler
        self.sender = sender
        self.addresser = addresser
        NotificationCounters.registerQueue(core.database, clock: core.clock, metrics: core.metrics)
    }

    public func addRoutes(to router: Router<ServiceContext>) {
        CustomerRoutes(database: core.database, clock: core.clock).add(to: router)
        NotificationRoutes(database: core.database, clock: core.clock, book: book).add(to: router)
    }

    /// Nothing of this service is for other services alone.
    public func addInternalRoutes(to group: RouterGroup<ServiceContext>) {}

    /// Adds sample customers where there are none.
    public func addSamples() async throws {
        let now = core.clock.now
        try await core.database.write { try SampleCustomers.add(at: now, in: $0) }
    }
}

/// A setting of the notification service that cannot be used.
struct NotificationConfigurationError: Error, CustomStringConvertible {
    let description: String
}

extension NotificationConfiguration {
    fileprivate func check() throws {
        let limit = TemplateVariable.webBase.maximumLength
        guard let url = URL(string: webBase), ["http", "https"].contains(url.scheme), url.host() != nil,
            !webBase.hasSuffix("/"), webBase.utf16.count <= limit
        else {
            throw NotificationConfigurationError(
                description:
                    "\(webBase) cannot start the links in messages: give http(s)://host[:port], at most \(limit) characters"
            )
        }
        guard (1...200).contains(batchLimit) else {
            throw NotificationConfigurationError(description: "a batch holds 1 to 200 messages, not \(batchLimit)")
        }
    }
}
