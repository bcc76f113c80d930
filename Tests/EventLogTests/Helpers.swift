import Contracts
import Foundation
import Logging
import MQTT
import ServiceLifecycle
import Storage
import Synchronization
import TestSupport

@testable import EventLog

struct Refusal: Error, Equatable {}

let quiet = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

/// What the events of these tests carry.
struct Step: Codable, Hashable, Sendable {
    var number: Int
    var text = "떡볶이 🍜"
}

extension EventLog {
    /// Appends that many events in one transaction, each with its number.
    func append(_ numbers: ClosedRange<Int>, of type: EventType = .foodChanged) async throws {
        try await database.write { [self] transaction in
            _ = try append(
                numbers.map { NewEvent(type, subject: "f\($0)", data: Step(number: $0)) },
                cause: .own("test"),
                at: .now,
                in: transaction
            )
        }
    }

    func retain(_ topic: String, _ number: Int, expiresAt: Timestamp? = nil, at time: Timestamp = .now) async throws {
        try await database.write { [self] transaction in
            try retain(topic, Step(number: number), expiresAt: expiresAt, at: time, in: transaction)
        }
    }

    func clear(_ topic: String, at time: Timestamp = .now) async throws {
        try await database.write { [self] transaction in try clear(topic, at: time, in: transaction) }
    }
}

/// Runs `body` with a log over a file of its own.
func withLog<Value>(
    _ context: EventContext = .store,
    migrations: [Migration] = [],
    _ body: (EventLog) async throws -> Value
) async throws -> Value {
    try await withTemporaryDirectory { directory in
        let database = try Database(path: "\(directory)/\(context.rawValue).sqlite")
        do {
            let log = try await EventLog(context: context, database: database)
            try database.migrate(migrations)
            let value = try await body(log)
            await database.close()
            return value
        } catch {
            await database.close()
            throw error
        }
    }
}

/// Runs a service while the body runs; it must end when it is told to.
func withService<Value>(_ service: some Service, _ body: () async throws -> Value) async throws -> Value {
    let running = Task { try await service.run() }
    do {
        let value = try await body()
        running.cancel()
        _ = await running.result
        return value
    } catch {
        running.cancel()
        _ = await running.result
        throw error
    }
}

/// Runs a relay with a client of its own while the body runs. A log has one relay in its life.
func withRelay<Value>(
    _ log: EventLog,
    _ broker: TestBroker,
    clientID: String = "relay",
    _ body: (Relay) async throws -> Value
) async throws -> Value {
    let client = MQTTClient(configuration: testConfiguration(broker.address, clientID), logger: quiet)
    let relay = Relay(log: log, client: client, logger: quiet)
    return try await withRunning(client) { _ in try await withService(relay) { try await body(relay) } }
}

extension MQTTSubscription {
    func take(_ count: Int) async -> [MQTTMessage] {
        var messages: [MQTTMessage] = []
        while messages.count < count, let batch = await nextBatch(limit: count - messages.count) { messages += batch }
        return messages
    }

    /// Reads on until the topic's message is this one; retained copies count.
    func await(_ topic: String, _ number: Int?) async {
        for await message in self where message.topic == topic && message.step?.number == number { return }
    }
}

extension MQTTMessage {
    var step: Step? { try? JSON.decode(Step.self, from: payload) }
}

extension TestBroker {
    /// The numbers of what the broker retains now, by topic.
    func retained() async throws -> [String: Int] {
        try await retainedMessages().compactMapValues { $0.step?.number }
    }

    func retainedMessages() async throws -> [String: MQTTMessage] {
        try await withClient(self) { client in
            let messages = client.subscribe(to: "#", bufferLimit: 10_000)
            try await messages.waitUntilActive()
            // Whatever is retained was sent before this.
            try await client.publish(MQTTMessage(topic: "end", payload: []))
            var retained: [String: MQTTMessage] = [:]
            for await message in messages {
                if message.topic == "end" { break }
                if message.retain { retained[message.topic] = message }
            }
            return retained
        }
    }
}

/// A stream of what has happened, for one listener, which may wait for something in particular.
final class Happenings: Sendable {
    private let stream: AsyncStream<Int>
    private let continuation: AsyncStream<Int>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func note(_ number: Int) { continuation.yield(number) }

    func waitFor(_ number: Int) async {
        for await happened in stream where happened == number { return }
    }
}
