import AsyncHTTPClient
import BizgoStandIn
import Contracts
import Logging
import ServiceKit
import ServiceLifecycle
import Storage
import TestSupport

@testable import NotificationService

/// The service with the provider `bizgo`, over HTTP, and the stand-in that plays it.
struct TestBizgo: Sendable {
    let notifications: TestNotifications
    let standIn: BizgoStandIn
    /// Of the stand-in.
    let url: String

    var service: NotificationService { notifications.service }
    var clock: TestClock { notifications.clock }

    /// Consumes an order's event of a customer with a number of their own.
    func pay(_ customer: String = "c1", type: EventType = .orderPaid) async throws {
        try await notifications.consume(Samples.event(type, Samples.order(customer: customer)))
    }

    /// Customers `p0`, `p1` and so on.
    func register(_ count: Int) async throws {
        try await notifications.core.database.write { [now = clock.now] transaction in
            for index in 0..<count {
                let customer = Customer(
                    id: CustomerID(trusted: "p\(index)"),
                    name: "고객\(index)",
                    phone: PhoneNumber("0107" + String(1_000_000 + index)),
                    isMuted: false,
                    createdAt: now
                )
                try CustomerTable.insert(customer, in: transaction)
            }
        }
    }

    /// Sends until nothing is due.
    func send() async throws { while try await service.sender.sendBatch() {} }

    /// Fetches results until there are no more.
    func collect() async throws { while try await service.collector.collect() {} }

    func record() async throws -> Notification? { try await notifications.records().first }
    func records() async throws -> [Notification] { try await notifications.records() }
}

func withBizgo(
    _ script: StandInScript = .init(),
    timeout: Duration = .milliseconds(300),
    tryLimit: Int = 12,
    url: String? = nil,
    _ body: (TestBizgo) async throws -> Void
) async throws {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let standIn = BizgoStandIn(script, apiKey: "key")
    let group = ServiceGroup(configuration: .init(services: [.init(service: standIn)], logger: logger))
    let running = Task { try await group.run() }
    let client = HTTPClient(eventLoopGroupProvider: .singleton)
    do {
        guard let port = await standIn.listeningPort() else { throw CancellationError() }
        var bizgo = BizgoConfiguration(
            url: "http://127.0.0.1:\(port)",
            apiKey: Secret("key"),
            senderKey: Secret("SENDER-PROFILE-KEY"),
            from: "0212345678",
            webhookSecret: Secret("hush")
        )
        bizgo.recipientsPerSecond = 100_000
        bizgo.timeout = timeout
        var configuration = NotificationConfiguration()
        configuration.provider = .bizgo
        configuration.bizgo = bizgo
        configuration.jitter = 0
        configuration.tryLimit = tryLimit
        if let url { configuration.bizgo?.url = url }
        try await withService(configuration, client, standIn, body)
    } catch {
        try await end(group, running, client)
        throw error
    }
    try await end(group, running, client)
}

private func withService(
    _ configuration: NotificationConfiguration,
    _ client: HTTPClient,
    _ standIn: BizgoStandIn,
    _ body: (TestBizgo) async throws -> Void
) async throws {
    let clock = TestClock()
    let core: (ServiceCore) async throws -> Void = { core in
        let contacts = TestContacts()
        let service = try NotificationService(
            core: core,
            configuration: configuration,
            readers: [.order: EmptyEventReader(), .store: EmptyEventReader(), .delivery: EmptyEventReader()],
            contacts: contacts,
            client: client
        )
        let test = TestNotifications(service: service, contacts: contacts, clock: clock)
        try await test.addCustomers()
        try await body(TestBizgo(notifications: test, standIn: standIn, url: configuration.bizgo?.url ?? ""))
    }
    try await withTestCore(.notification, migrations: NotificationService.migrations, clock: clock, core)
}

private func end(_ group: ServiceGroup, _ running: Task<Void, any Error>, _ client: HTTPClient) async throws {
    await group.triggerGracefulShutdown()
    running.cancel()
    _ = await running.result
    try await client.shutdown()
}
