public import Logging
public import MQTT
import Contracts
public import ServiceLifecycle
import Storage
import Synchronization

/// Publishes what the log's transactions wrote, in order, and keeps the broker's retained topics true.
///
/// An event is marked as published after the broker has acknowledged it, so a fault publishes some twice and loses none.
public final class Relay: Service {
    private static let batchLimit = 500
    private static let purgeLimit = 5_000
    /// How far back a broker that comes back with its session may have lost messages: twice the stock autosave interval.
    private static let doubtfulPast: Duration = .seconds(3600)

    private enum Restoring { case recent, everything }

    private struct State {
        var restoring: Restoring?
        var isStopping = false
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

    /// How many committed events wait to be published.
    public func backlog() async throws -> Int64 {
        let head = try await log.database.read { [log] in try log.head(in: $0) }
        return head - (published.withLock { $0 }?.sequence ?? head)
    }

    public func run() async throws {
        try await withGracefulShutdownHandler {
            try await withThrowingDiscardingTaskGroup { group in
                group.addTask { await self.watchConnection() }
                group.addTask { await self.tick() }
                try await self.publishUntilStopped()
                group.cancelAll()
            }
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
        if let restoring = state.withLock({ $0.restoring }) {
            try await restore(restoring)
            state.withLock { $0.restoring = nil }
        }
        while try await publishBatch(from: &position) {}
    }

    /// - Returns: whether there was anything to publish.
    private func publishBatch(from position: inout RelayPosition) async throws -> Bool {
        let start = position
        let (events, snapshots) = try await log.database.read { transaction in
            (
                try EventTable.events(after: start.sequence, limit: Self.batchLimit, in: transaction),
                try RetainedTable.changed(after: start.revision, limit: Self.batchLimit, in: transaction)
            )
        }
        guard !events.isEmpty || !snapshots.isEmpty else { return false }
        let now = Timestamp.now
        try await client.publish(
            contentsOf: events.flatMap { $0.messages } + snapshots.compactMap { $0.message(at: now) }
        )
        let end = RelayPosition(
            sequence: events.last?.event.sequence ?? start.sequence,
            revision: snapshots.last?.revision ?? start.revision
        )
        try await log.database.write { try end.save(in: $0) }
        position = end
        published.withLock { $0 = end }
        return true
    }

    /// Publishes the retained topics again: all of them where the broker has lost its state, otherwise those that
    /// may have changed since it last saved.
    private func restore(_ restoring: Restoring) async throws {
        let now = Timestamp.now
        let since =
            switch restoring {
            case .recent: now - Self.doubtfulPast
            case .everything: Timestamp(milliseconds: 0)
            }
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
            state.withLock { state in
                if !connection.sessionPresent { state.restoring = .everything }
                state.restoring = state.restoring ?? .recent
            }
            log.changed.raise()
        }
    }

    /// A slow beat besides the signals: whatever was left by a fault is tried again, and old rows are purged.
    private func tick() async {
        var beats = 0
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(1))
            log.changed.raise()
            beats += 1
            if beats % 60 == 0 { await purge() }
        }
    }

    /// Clears the topics whose time is up, for brokers and clients that know no message expiry, and forgets old rows.
    private func purge() async {
        guard let revision = published.withLock({ $0 })?.revision else { return }
        let now = Timestamp.now
        do {
            try await log.database.write { [log] transaction in
                for topic in try RetainedTable.expired(at: now, limit: Self.purgeLimit, in: transaction) {
                    try log.clear(topic, at: now, in: transaction)
                }
                try RetainedTable.purge(
                    clearedBefore: now - Self.doubtfulPast,
                    publishedRevision: revision,
                    in: transaction
                )
            }
        } catch {
            logger.warning("Old retained topics were not purged", metadata: ["error": "\(error)"])
        }
    }
}
