import Contracts
import MQTT
import Storage
import Synchronization
import TestSupport

@testable import EventLog

/// A consumer of the context `store` whose effect is one row an event, with everything that can go wrong around it.
final class Follower: Sendable {
    static let migration = Migration("effect-1", ["CREATE TABLE effect (number BIGINT NOT NULL)"])

    /// The log that is followed.
    let log: EventLog
    /// Where the effects and the cursor are.
    let own: EventLog
    let reader: FaultyReader
    let trouble: Trouble
    let consumer: EventConsumer
    /// The numbers of the events whose effect is committed.
    let applied: Happenings
    /// The numbers of the events that the handler was given.
    let tried: Happenings

    private init(client: MQTTClient, log: EventLog, own: EventLog) {
        let (applied, tried) = (Happenings(), Happenings())
        let trouble = Trouble()
        let reader = FaultyReader(log)
        self.log = log
        self.own = own
        self.reader = reader
        self.trouble = trouble
        self.applied = applied
        self.tried = tried
        consumer = EventConsumer(
            name: "follower",
            context: .store,
            types: [.foodChanged],
            client: client,
            reader: reader,
            database: own.database,
            logger: quiet
        ) { events in
            let numbers = try events.map { try $0.decode(Step.self).number }
            return { transaction in
                for number in numbers {
                    tried.note(number)
                    try transaction.execute("INSERT INTO effect (number) VALUES ($1)", [SQLValue(number)])
                    try trouble.strike(number)
                    transaction.afterCommit { applied.note(number) }
                }
            }
        }
    }

    /// Runs a follower while the body runs, from when it has looked into the log for the first time.
    static func run<Value>(
        broker: TestBroker,
        log: EventLog,
        own: EventLog,
        awaitingConnection: Bool = true,
        _ body: (Follower, MQTTClient) async throws -> Value
    ) async throws -> Value {
        let client = MQTTClient(configuration: testConfiguration(broker.address, "follower"), logger: quiet)
        let follower = Follower(client: client, log: log, own: own)
        return try await withRunning(client) { client in
            if awaitingConnection { try await client.waitUntilConnected() }
            return try await withService(follower.consumer) {
                await follower.reader.firstLook()
                return try await body(follower, client)
            }
        }
    }

    /// Puts the logged events of those numbers on the wire.
    func publish(_ sequences: [Int64], by client: MQTTClient) async throws {
        let logged = try await log.database.read { try EventTable.events(after: 0, limit: 1000, in: $0) }
        try await client.publish(contentsOf: sequences.flatMap { logged[Int($0) - 1].messages })
    }

    static func effects(_ transaction: Transaction) throws -> [Int] {
        try transaction.all("SELECT number FROM effect ORDER BY number") { $0.integer("number") }
    }

    func effects() async throws -> [Int] { try await own.database.read(Self.effects) }

    func cursor() async throws -> Int64 {
        try await own.database.read { try ConsumerCursor(consumer: "follower", context: .store).load(in: $0) }
    }
}

func withFollower<Value>(
    of broker: TestBroker,
    awaitingConnection: Bool = true,
    _ body: (Follower, MQTTClient) async throws -> Value
) async throws -> Value {
    try await withLog(.store) { log in
        try await withLog(.order, migrations: [Follower.migration]) { own in
            try await Follower.run(
                broker: broker,
                log: log,
                own: own,
                awaitingConnection: awaitingConnection,
                body
            )
        }
    }
}

func withFollower<Value>(_ body: (Follower, MQTTClient) async throws -> Value) async throws -> Value {
    try await withBroker { try await withFollower(of: $0, body) }
}

/// Errors that the handler throws at certain events.
final class Trouble: Sendable {
    private let errors = Mutex<[Int: any Error]>([:])

    func set(_ error: any Error, at number: Int) { errors.withLock { $0[number] = error } }

    func clear() { errors.withLock { $0 = [:] } }

    func strike(_ number: Int) throws {
        if let error = errors.withLock({ $0[number] }) { throw error }
    }
}

/// A log that cannot be read now and then.
final class FaultyReader: EventReader {
    private let log: EventLog
    private let failures = Mutex(0)
    private let looks: AsyncStream<Void>
    private let look: AsyncStream<Void>.Continuation

    init(_ log: EventLog) {
        self.log = log
        (looks, look) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1))
    }

    func failNext(_ count: Int) { failures.withLock { $0 = count } }

    var remainingFailures: Int { failures.withLock { $0 } }

    func firstLook() async { for await _ in looks { return } }

    func events(after sequence: Int64, limit: Int) async throws -> [Event] {
        let fails = failures.withLock { failures in
            defer { failures = max(0, failures - 1) }
            return failures > 0
        }
        if fails { throw Refusal() }
        let events = try await log.events(after: sequence, limit: limit)
        look.yield()
        return events
    }
}
