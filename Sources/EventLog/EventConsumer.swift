public import Contracts
import Foundation
public import Logging
public import MQTT
public import ServiceLifecycle
public import Storage
import Synchronization

/// Follows one context: takes its events off the wire in order, reads gaps from the log, and applies each once.
///
/// The effect of a batch and the consumer's cursor are written in one transaction. What arrives twice is skipped by its
/// number, what does not arrive is read from the log, at the latest after ``pollInterval``.
public final class EventConsumer: Service {
    private static let batchLimit = 256
    /// How long a lost last message can go unnoticed.
    private static let pollInterval: Duration = .seconds(2)
    /// Short enough not to be noticed, and under load it makes one transaction of several.
    public static let defaultLinger: Duration = .milliseconds(3)

    /// What events do, in the transaction that consumes them.
    public typealias Effect = @Sendable (Transaction) throws -> Void

    /// Reads events that are written together, and says what they do. Whatever needs no transaction belongs here: it is
    /// done while the events before are still being written, and the one writer waits for nothing.
    ///
    /// Where the store cannot be used now it is tried again. After any other error, here or in the effect, each event is
    /// handled alone, and the one it comes from is parked.
    public typealias Handler = @Sendable (_ events: [Event]) async throws -> Effect

    /// A handler that takes the events one by one, all in their transaction.
    public static func each(_ handle: @escaping @Sendable (Event, Transaction) throws -> Void) -> Handler {
        { events in { transaction in for event in events { try handle(event, transaction) } } }
    }

    private let cursor: ConsumerCursor
    private let types: Set<EventType>
    private let linger: Duration
    private let subscription: MQTTSubscription
    private let reader: any EventReader
    private let database: Database
    private let handler: Handler
    private let logger: Logger
    private let progress = Mutex(Progress())

    /// What a consumer has done since it was started.
    public struct Progress: Sendable {
        /// The last event applied.
        public var sequence: Int64 = 0
        /// Events left aside because they could not be applied.
        public var parked = 0
        /// Times the log was read because a message was missing.
        public var gaps = 0
        /// Messages on the topic that were no events.
        public var malformed = 0
    }

    /// - Parameters:
    ///   - name: of the consumer; its cursor is kept under it.
    ///   - types: the types the handler wants; all others only move the cursor.
    ///   - linger: how long to gather after a batch before the next: fewer, larger transactions for who is in no hurry.
    ///   - reader: the log of the context.
    public init(
        name: String,
        context: EventContext,
        types: Set<EventType>,
        linger: Duration = EventConsumer.defaultLinger,
        client: MQTTClient,
        reader: any EventReader,
        database: Database,
        logger: Logger,
        handler: @escaping Handler
    ) {
        self.cursor = ConsumerCursor(consumer: name, context: context)
        self.types = types
        self.linger = linger
        self.subscription = client.subscribe(
            to: Topics.events(of: context),
            qos: .atLeastOnce,
            bufferLimit: 4 * Self.batchLimit
        )
        self.reader = reader
        self.database = database
        self.logger = logger
        self.handler = handler
    }

    public var context: EventContext { cursor.context }

    public var currentProgress: Progress { progress.withLock { $0 } }

    public func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await self.follow() }
        } catch is CancellationError {}
    }

    /// Events that follow on, and what they do.
    private struct Batch: Sendable {
        let events: [Event]
        let effect: Result<Effect, any Error>
    }

    private func follow() async throws {
        var sequence = try await database.read { [cursor] in try cursor.load(in: $0) }
        progress.withLock { $0.sequence = sequence }
        var failures = 0
        var messages: [MQTTMessage] = []
        while !Task.isCancelled {
            do {
                try await advance(&sequence, with: messages)
                failures = 0
            } catch is CancellationError {
                return
            } catch {
                failures += 1
                logger.warning(
                    "Events were not applied; they are tried again",
                    metadata: ["context": "\(context)", "after": "\(sequence)", "error": "\(error)"]
                )
                try await Task.sleep(for: .milliseconds(min(5000, 100 << min(failures, 6))))
                messages = []
                continue
            }
            // Where more is waiting already there is nothing to gather.
            if messages.count < Self.batchLimit { try await Task.sleep(for: linger) }
            messages = await nextMessages()
        }
    }

    /// Applies the messages that follow on, and everything the log has beyond where one is missing.
    ///
    /// - Parameter sequence: moves with each batch, so that a failure after it does not apply it again.
    private func advance(_ sequence: inout Int64, with messages: [MQTTMessage]) async throws {
        let (run, hasGap) = consecutive(messages, after: sequence)
        if !run.isEmpty { sequence = try await apply(await batch(of: run)) }
        guard hasGap || messages.isEmpty else { return }
        if hasGap { progress.withLock { $0.gaps += 1 } }
        try await catchUp(&sequence)
    }

    /// Applies the log to its end. The next page is read while one is written.
    private func catchUp(_ sequence: inout Int64) async throws {
        var page = try await logged(after: sequence)
        while let last = page.events.last?.sequence, !Task.isCancelled {
            let isFull = page.events.count >= Self.batchLimit
            async let following = isFull ? logged(after: last) : batch(of: [])
            sequence = try await apply(page)
            page = try await following
            if sequence != last { page = try await logged(after: sequence) }
        }
    }

    private func logged(after sequence: Int64) async throws -> Batch {
        await batch(of: try await reader.events(after: sequence, limit: Self.batchLimit))
    }

    private func batch(of events: [Event]) async -> Batch {
        Batch(events: events, effect: await effect(of: events))
    }

    private func effect(of events: [Event]) async -> Result<Effect, any Error> {
        let wanted = events.filter { types.contains($0.type) }
        guard !wanted.isEmpty else { return .success { _ in } }
        do {
            return .success(try await handler(wanted))
        } catch {
            return .failure(error)
        }
    }

    private func consecutive(_ messages: [MQTTMessage], after sequence: Int64) -> (run: [Event], hasGap: Bool) {
        var run: [Event] = []
        run.reserveCapacity(messages.count)
        var expected = sequence + 1
        for message in messages {
            guard let event = try? Event(json: Data(message.payload)), event.type.context == context else {
                progress.withLock { $0.malformed += 1 }
                logger.warning("A message that is no event was dropped", metadata: ["topic": "\(message.topic)"])
                continue
            }
            if event.sequence > expected { return (run, true) }
            if event.sequence < expected { continue }
            run.append(event)
            expected += 1
        }
        return (run, false)
    }

    /// Applies events that follow on, in one transaction.
    ///
    /// - Returns: the number of the last one.
    private func apply(_ batch: Batch) async throws -> Int64 {
        do {
            return try await write(batch.events) { try batch.effect.get()($0) }
        } catch let error as StorageError where error.isTransient {
            throw error
        } catch {
            return try await applyOneByOne(batch.events)
        }
    }

    /// Applies them again, each so that it can fail alone, and leaves aside what still cannot be applied.
    ///
    /// It takes them from the log: whatever stood on the wire, that is what was written.
    private func applyOneByOne(_ events: [Event]) async throws -> Int64 {
        guard let first = events.first?.sequence else { return 0 }
        let logged = try await reader.events(after: first - 1, limit: events.count)
        guard !logged.isEmpty else { return first - 1 }
        var steps: [(event: Event, effect: Result<Effect, any Error>)] = []
        for event in logged { steps.append((event, await effect(of: [event]))) }
        // An end that came while they were read is no fault of theirs.
        try Task.checkCancellation()
        return try await write(logged) { [self, steps] transaction in
            for (event, effect) in steps {
                do {
                    try transaction.savepoint { try effect.get()(transaction) }
                } catch let error as StorageError where error.isTransient {
                    throw error
                } catch {
                    try park(event, because: error, in: transaction)
                }
            }
        }
    }

    private func write(_ events: [Event], applying effect: @escaping Effect) async throws -> Int64 {
        guard let last = events.last?.sequence else { return 0 }
        try await database.write { [self] transaction in
            transaction.afterCommit { self.progress.withLock { $0.sequence = last } }
            try effect(transaction)
            try cursor.save(last, in: transaction)
        }
        return last
    }

    private func park(_ event: Event, because error: any Error, in transaction: Transaction) throws {
        try cursor.park(event, reason: String(describing: error), at: .now, in: transaction)
        transaction.afterCommit { [self] in
            progress.withLock { $0.parked += 1 }
            logger.error(
                "An event was left aside",
                metadata: ["event": "\(event.id)", "type": "\(event.type.rawValue)", "error": "\(error)"]
            )
        }
    }

    /// What has arrived; nothing after ``pollInterval`` without a message.
    private func nextMessages() async -> [MQTTMessage] {
        await withTaskGroup(of: [MQTTMessage].self) { group in
            group.addTask { [subscription] in
                if let batch = await subscription.nextBatch(limit: Self.batchLimit) { return batch }
                // The client has ended; the log can still be read.
                try? await Task.sleep(for: Self.pollInterval)
                return []
            }
            group.addTask {
                try? await Task.sleep(for: Self.pollInterval)
                return []
            }
            var messages = await group.next() ?? []
            group.cancelAll()
            // A batch that was handed over in the moment of the time-out is not thrown away.
            for await rest in group { messages += rest }
            return messages
        }
    }
}
