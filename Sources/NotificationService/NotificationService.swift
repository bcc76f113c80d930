public import AsyncHTTPClient
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
    let collector: ResultCollector
    private let book: NotificationBook
    private let templates: TemplateLibrary
    private let toCollect = Bells()
    private let reportSecret: Secret?

    /// - Parameters:
    ///   - readers: the logs of the contexts it follows: order, store and delivery.
    ///   - contacts: who knows the numbers of stores and riders.
    ///   - client: what a provider is called with; needed for any but `local`.
    /// - Throws: where the message templates, the base of the links or the provider cannot be used, with what is wrong.
    public init(
        core: ServiceCore,
        configuration: NotificationConfiguration = .init(),
        readers: [EventContext: any EventReader],
        contacts: any ContactDirectory,
        client: HTTPClient? = nil
    ) throws {
        let templates = try TemplateLibrary.bundled()
        let provider: any Provider =
            switch configuration.provider {
            case .local: LocalProvider()
            case .bizgo: try configuration.bizgoProvider(templates, client: client, clock: core.clock)
            }
        try self.init(
            core: core,
            configuration: configuration,
            readers: readers,
            contacts: contacts,
            templates: templates,
            provider: provider
        )
    }

    init(
        core: ServiceCore,
        configuration: NotificationConfiguration,
        readers: [EventContext: any EventReader],
        contacts: any ContactDirectory,
        templates: TemplateLibrary,
        provider: any Provider
    ) throws {
        try configuration.check()
        self.core = core
        self.templates = templates
        let book = NotificationBook(
            log: core.log,
            senderKey: configuration.bizgo?.senderKey.hint ?? "baedal-local",
            provider: provider.name,
            deliversByRecording: provider.deliversByRecording,
            toSend: Bells(provider.concurrency),
            toAddress: Bells(),
            counters: NotificationCounters(metrics: core.metrics, provider: provider.name)
        )
        let handler = NotificationEventHandler(
            database: core.database,
            templates: templates,
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
                handler: handler.effect
            )
        }
        let addresser = Addresser(
            database: core.database,
            book: book,
            contacts: contacts,
            clock: core.clock,
            backoff: configuration.backoff,
            batchLimit: configuration.batchLimit
        )
        let sender = Sender(
            database: core.database,
            book: book,
            planner: DispatchPlanner(book: book, provider: provider, batchLimit: configuration.batchLimit),
            provider: provider,
            clock: core.clock,
            backoff: configuration.backoff,
            tryLimit: configuration.tryLimit
        )
        let hints = HintBox()
        let collector = ResultCollector(
            database: core.database,
            book: book,
            provider: provider,
            clock: core.clock,
            backoff: Backoff(
                first: configuration.bizgo?.firstInquiry ?? configuration.firstWait,
                longest: configuration.longestInquiryWait,
                jitter: configuration.jitter
            ),
            hints: hints,
            logger: core.logger
        )
        func loop(_ name: String, _ bell: Bell, _ work: @escaping @Sendable () async throws -> Bool) -> BatchLoop {
            BatchLoop(
                name: name,
                bell: bell,
                interval: configuration.pollInterval,
                linger: configuration.linger,
                logger: core.logger,
                work: work
            )
        }
        var workers: [any Service] = [
            SendingLanes(
                sender: sender,
                lanes: book.toSend.bells.map { loop("notification-sender", $0, sender.sendBatch) }
            )
        ]
        workers += book.toAddress.bells.map { loop("notification-addresser", $0, addresser.addressBatch) }
        if !provider.deliversByRecording {
            workers += toCollect.bells.map { loop("notification-collector", $0, collector.collect) }
        }
        self.workers = workers
        self.book = book
        self.handler = handler
        self.sender = sender
        self.addresser = addresser
        self.collector = collector
        reportSecret = provider.name == .bizgo ? configuration.bizgo?.webhookSecret : nil
        NotificationCounters.registerQueue(core.database, clock: core.clock, metrics: core.metrics)
    }

    public func addRoutes(to router: Router<ServiceContext>) {
        CustomerRoutes(database: core.database, clock: core.clock, book: book).add(to: router)
        NotificationRoutes(database: core.database, clock: core.clock, book: book, templates: templates).add(to: router)
        TemplateRoutes(templates: templates).add(to: router)
        BizgoReportRoutes(
            database: core.database,
            clock: core.clock,
            book: book,
            signature: reportSecret.map(BizgoSignature.init),
            hints: collector.hints,
            toCollect: toCollect
        ).add(to: router)
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
    fileprivate var backoff: Backoff { Backoff(first: firstWait, longest: longestWait, jitter: jitter) }

    fileprivate func bizgoProvider(
        _ templates: TemplateLibrary,
        client: HTTPClient?,
        clock: WallClock
    ) throws -> BizgoProvider {
        guard let bizgo, let client else {
            throw NotificationConfigurationError(description: "the provider bizgo was not given its account")
        }
        return BizgoProvider(bizgo, templates: templates, client: client, clock: clock)
    }

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
