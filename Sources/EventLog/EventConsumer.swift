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

    /// What an event does, in the transaction that consumes it.
    public typealias Effect = @Sendable (Transaction) throws -> Void

    /// Reads an event and says what it does. Whatever needs no transaction belongs here: the one writer waits for it
    /// no longer than it must.
    ///
    /// Where the store cannot write now it is tried again; any other error, here or in the effect, parks the event.
    public typealias Handler = @Sendable (Event) throws -> Effect

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

    /// An event that was read; nil where nobody wants its type.
    private struct Step: Sendable {
        let event: Event
        let effect: Result<Effect, any Error>?

        func apply(in transaction: Transaction) throws { try effect?.get()(transaction) }
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
        if !run.isEmpty { sequence = try await apply(run.map(step)) }
        guard hasGap || messages.isEmpty else { return }
        if hasGap { progress.withLock { $0.gaps += 1 } }
        try await catchUp(&sequence)
    }

    /// Applies the log to its end. The next page is read while one is written.
    private func catchUp(_ sequence: inout Int64) async throws {
        var page = try await steps(after: sequence)
        while let last = page.last?.event.sequence, !Task.isCancelled {
            let isFull = page.count >= Self.batchLimit
            async let following = isFull ? steps(after: last) : []
            sequence = try await apply(page)
            page = try await following
            if sequence != last { page = try await steps(after: sequence) }
        }
    }

    private func steps(after sequence: Int64, limit: Int = batchLimit) async throws -> [Step] {
        try await reader.events(after: sequence, limit: limit).map(step)
    }

    private func step(_ event: Event) -> Step {
        guard types.contains(event.type) else { return Step(event: event, effect: nil) }
        return Step(event: event, effect: Result { try handler(event) })
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
    private func apply(_ steps: [Step]) async throws -> Int64 {
        do {
            return try await write(steps) { try $0.apply(in: $1) }
        } catch let error as StorageError where error.isTransient {
            throw error
        } catch {
            return try await applyOneByOne(steps)
        }
    }

    /// Applies them again, each so that it can fail alone, and leaves aside what still cannot be applied.
    ///
    /// It takes them from the log: whatever stood on the wire, that is what was written.
    private func applyOneByOne(_ steps: [Step]) async throws -> Int64 {
        guard let first = steps.first?.event.sequence else { return 0 }
        let logged = try await self.steps(after: first - 1, limit: steps.count)
        guard !logged.isEmpty else { return first - 1 }
        return try await write(logged) { [self] step, transaction in
            do {
                try transaction.savepoint { try step.apply(in: transaction) }
            } catch let error as StorageError where error.isTransient {
                throw error
            } catch {
                try park(step.event, because: error, in: transaction)
            }
        }
    }

    private func write(
        _ steps: [Step],
        applying apply: @escaping @Sendable (Step, Transaction) throws -> Void
    ) async throws -> Int64 {
        guard let last = steps.last?.event.sequence else { return 0 }
        try await database.write { [self] transaction in
            transaction.afterCommit { self.progress.withLock { $0.sequence = last } }
            for step in steps { try apply(step, transaction) }
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
