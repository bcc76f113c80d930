import Contracts
import EventLog
import ServiceKit
import Storage
import Synchronization
import TestSupport

@testable import NotificationService

/// The notification service over a new database, with customers `c1` (a phone), `muted` and `silent` (no phone).
struct TestNotifications: Sendable {
    let service: NotificationService
    let contacts: TestContacts
    let clock: TestClock

    var core: ServiceCore { service.core }

    func addCustomers() async throws {
        try await core.database.write { [now = clock.now] transaction in
            for (id, phone, isMuted) in [
                ("c1", "01012345678", false), ("muted", "01000000001", true), ("silent", nil, false),
            ] {
                let customer = Customer(
                    id: CustomerID(trusted: id),
                    name: "김하늘",
                    phone: phone.flatMap(PhoneNumber.init),
                    isMuted: isMuted,
                    createdAt: now
                )
                try CustomerTable.insert(customer, in: transaction)
            }
        }
    }

    /// Consumes an event as the consumer would: in one transaction.
    func consume(_ event: Event) async throws {
        try await core.database.write(try await service.handler.effect(of: [event]))
    }

    /// Sends until nothing is due.
    func drain() async throws { while try await service.sender.sendBatch() {} }

    func records() async throws -> [Notification] {
        try await core.database.read { transaction in
            try transaction.all("SELECT * FROM notification ORDER BY position", [], NotificationTable.notification)
        }
    }

    func events() async throws -> [Event] { try await core.log.events(after: 0, limit: 1000) }

    func eventTypes() async throws -> [EventType] { try await events().map(\.type) }

    /// The topics to which the events' data go as well, in order.
    func copyTopics() async throws -> [String] {
        try await core.database.read { transaction in
            try transaction.all("SELECT copy_topic FROM event WHERE copy_topic IS NOT NULL ORDER BY sequence") {
                $0.text("copy_topic")
            }
        }
    }
}

func withNotifications(
    _ configuration: NotificationConfiguration = .withoutJitter,
    provider: any Provider = ScriptedProvider([]),
    _ body: (TestNotifications) async throws -> Void
) async throws {
    let clock = TestClock()
    try await withTestCore(.notification, migrations: NotificationService.migrations, clock: clock) { core in
        let contacts = TestContacts()
        let service = try NotificationService(
            core: core,
            configuration: configuration,
            readers: [.order: EmptyEventReader(), .store: EmptyEventReader(), .delivery: EmptyEventReader()],
            contacts: contacts,
            templates: try .bundled(),
            provider: provider
        )
        let test = TestNotifications(service: service, contacts: contacts, clock: clock)
        try await test.addCustomers()
        try await body(test)
    }
}

/// The numbers of stores and riders; away when told to be.
final class TestContacts: ContactDirectory {
    struct Away: Error {}

    private struct State {
        var contacts = [
            "s1": Contact(name: "역삼분식", phone: "0212345678"), "r1": Contact(name: "박번개", phone: "01099998888"),
        ]
        var isAway = false
        var questions: [String] = []
    }

    private let state = Mutex(State())

    var questions: [String] { state.withLock(\.questions) }

    func set(_ id: String, _ contact: Contact?) { state.withLock { $0.contacts[id] = contact } }

    func setAway(_ isAway: Bool) { state.withLock { $0.isAway = isAway } }

    func contact(of role: RecipientRole, id: String) async throws -> Contact? {
        try state.withLock { state in
            state.questions.append(id)
            if state.isAway { throw Away() }
            return state.contacts[id]
        }
    }
}

/// Gives the outcomes it is told to, and delivers when it has none left; nil is the end of the process.
final class ScriptedProvider: Provider {
    let name = ProviderName.local
    private let script: Mutex<[SendOutcome?]>
    private let dispatches = Mutex<[Dispatch]>([])

    init(_ script: [SendOutcome?]) { self.script = Mutex(script) }

    /// The messages of each request it was handed.
    var sent: [[String]] { dispatches.withLock { $0.map { $0.notifications.map(\.content.message) } } }

    /// The key of each.
    var keys: [String] { dispatches.withLock { $0.map(\.key) } }

    func send(_ dispatch: Dispatch) async throws(CancellationError) -> [SendOutcome] {
        dispatches.withLock { $0.append(dispatch) }
        let next = script.withLock { $0.isEmpty ? .delivered("0000") : $0.removeFirst() }
        guard let next else { throw CancellationError() }
        return dispatch.notifications.map { _ in next }
    }
}

extension NotificationConfiguration {
    /// So that a test can say when something is due.
    static var withoutJitter: NotificationConfiguration {
        var configuration = NotificationConfiguration()
        configuration.jitter = 0
        return configuration
    }
}
