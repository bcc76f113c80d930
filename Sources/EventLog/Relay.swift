import Contracts
public import Logging
public import MQTT
public import ServiceLifecycle
import Storage
import Synchronization

/// Publishes what the log's transactions wrote, in order, and keeps the broker's retained topics true.
///
/// An event is marked as published after the broker has acknowledged it, so a fault publishes some twice and loses none.
public final class Relay: Service {
    private static let batchLimit = 500
    private static let purgeLimit = 5_000
    private static let positionInterval: Duration = .milliseconds(200)
    /// How far back a broker that comes back with its session may have lost messages: twice the stock autosave interval.
    /// It counts from the last change that was published, since broker and service may both have been off for long.
    private static let doubtfulPast: Duration = .seconds(3600)

    private enum Restoring { case recent, everything }

    private struct State {
        var restoring: Restoring?
        var isStopping = false
        /// Whether all that was committed up to the last look has been published, so that what follows is in the handover.
        var isInStep = false

        mutating func ask(for scope: Restoring) {
            if restoring != .everything { restoring = scope }
        }
    }

    private let log: EventLog
    private let client: MQTTClient
    private let logger: Logger
    private let state = Mutex(State())
    private let published = Mutex<RelayPosition?>(nil)

    public init(log: EventLog, client: MQTTClient, logger: Logger) {
        self.log = log
        self.client = client
        self.logger = logger
    }

    /// The last event committed, and how many wait to be published.
    public func progress() async throws -> (head: Int64, backlog: Int64) {
        let head = try await log.database.read { [log] in try log.head(in: $0) }
        return (head, max(0, head - (published.withLock { $0 }?.sequence ?? head)))
    }

    public func run() async throws {
        try await withGracefulShutdownHandler {
            try await withThrowingDiscardingTaskGroup { group in
                group.addTask { await self.watchConnection() }
                group.addTask { await self.tick() }
                group.addTask { await self.keepPosition() }
                try await self.publishUntilStopped()
                group.cancelAll()
            }
            if let reached = self.published.withLock({ $0 }) { _ = await self.save(reached) }
        } onGracefulShutdown: {
            self.state.withLock { $0.isStopping = true }
            self.log.changed.raise()
        }
    }

    private func publishUntilStopped() async throws {
        var position = try await log.database.read { try RelayPosition.load(in: $0) }
        published.withLock { $0 = position }
        for await _ in log.changed.raised {
            do {
                if client.isConnected { try await publishAll(from: &position) }
            } catch {
                logger.info("Publishing stopped short; it goes on with the connection", metadata: ["error": "\(error)"])
            }
            if state.withLock({ $0.isStopping }) { return }
        }
    }

    private func publishAll(from position: inout RelayPosition) async throws {
        // Taken before, since the broker may come back without its state once more while this runs.
        if let scope = state.withLock({ $0.restoring.take() }) {
            do {
                try await restore(scope, upTo: position.revision)
            } catch {
                state.withLock { $0.ask(for: scope) }
                throw error
            }
        }
        let handed = log.handover.take()
        let isInStep = state.withLock { state in
            defer { state.isInStep = false }
            return state.isInStep
        }
        if isInStep, handed.follows(position) {
            try await publish(handed.events, handed.snapshots, movingOn: &position)
        } else {
            while try await publishLogged(from: &position) {}
        }
        state.withLock { $0.isInStep = true }
    }

    /// Publishes a batch of what the database has beyond the position.
    ///
    /// - Returns: whether there was anything to publish.
    private func publishLogged(from position: inout RelayPosition) async throws -> Bool {
        let start = position
        let (events, snapshots) = try await log.database.read { transaction in
            (
                try EventTable.events(after: start.sequence, limit: Self.batchLimit, in: transaction),
                try RetainedTable.changed(after: start.revision, limit: Self.batchLimit, in: transaction)
            )
        }
        guard !events.isEmpty || !snapshots.isEmpty else { return false }
        try await publish(events, snapshots, movingOn: &position)
        return true
    }

    private func publish(
        _ events: [EventTable.Logged],
        _ snapshots: [RetainedTable.Snapshot],
        movingOn position: inout RelayPosition
    ) async throws {
        let now = Timestamp.now
        try await client.publish(
            contentsOf: events.flatMap { $0.messages } + snapshots.compactMap { $0.message(at: now) }
        )
        let end = RelayPosition(
            sequence: events.last?.event.sequence ?? position.sequence,
            revision: snapshots.last?.revision ?? position.revision
        )
        position = end
        published.withLock { $0 = end }
    }

    /// Writes down now and then how far it has come. Not after each batch: an fsync there would hold up the next one,
    /// and what was published since is merely published again after a fault.
    private func keepPosition() async {
        var saved: RelayPosition?
        while !Task.isCancelled {
            try? await Task.sleep(for: Self.positionInterval)
            guard let reached = published.withLock({ $0 }), reached != saved else { continue }
            if await save(reached) { saved = reached }
        }
    }

    private func save(_ position: RelayPosition) async -> Bool {
        do {
            try await log.database.write { try position.save(in: $0) }
            return true
        } catch {
            logger.warning("The relay's position was not saved", metadata: ["error": "\(error)"])
            return false
        }
    }

    /// Publishes the retained topics again: all of them where the broker has lost its state, otherwise those that
    /// may have changed since it last saved.
    private func restore(_ scope: Restoring, upTo revision: Int64) async throws {
        let now = Timestamp.now
        let lastChange: Timestamp? =
            switch scope {
            case .recent:
                try await log.database.read { try RetainedTable.lastChange(publishedRevision: revision, in: $0) }
            case .everything: nil
            }
        let since = lastChange.map { $0 - Self.doubtfulPast } ?? Timestamp(milliseconds: 0)
        var topic = ""
        var count = 0
        while true {
            let page = try await log.database.read { [topic] in
                try RetainedTable.page(after: topic, changedSince: since, limit: Self.batchLimit, in: $0)
            }
            guard let last = page.last else { break }
            try await client.publish(contentsOf: page.compactMap { $0.message(at: now) })
            topic = last.topic
            count += page.count
        }
        if count > 0 { logger.info("Put back retained topics", metadata: ["count": "\(count)"]) }
    }

    private func watchConnection() async {
        for await event in client.connections() {
            guard case .connected(let connection) = event else { continue }
            state.withLock { $0.ask(for: connection.sessionPresent ? .recent : .everything) }
            log.changed.raise()
        }
    }

    /// A slow beat besides the signals: whatever was left by a fault is tried again, and old rows are purged.
    private func tick() async {
        var beats = 0
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(1))
            state.withLock { $0.isInStep = false }
            log.changed.raise()
            beats += 1
            if beats % 60 == 0 { await purge(at: .now) }
        }
    }

    /// Clears the topics whose time is up, for brokers and clients that know no message expiry, and forgets old rows.
    func purge(at now: Timestamp) async {
        guard let revision = published.withLock({ $0 })?.revision else { return }
        do {
            try await log.database.write { [log] transaction in
                for topic in try RetainedTable.expired(at: now, limit: Self.purgeLimit, in: transaction) {
                    try log.clear(topic, at: now, in: transaction)
                }
                guard let lastChange = try RetainedTable.lastChange(publishedRevision: revision, in: transaction)
                else { return }
                try RetainedTable.purge(
                    clearedBefore: lastChange - Self.doubtfulPast,
                    publishedRevision: revision,
                    in: transaction
                )
            }
        } catch {
            logger.warning("Old retained topics were not purged", metadata: ["error": "\(error)"])
        }
    }
}
