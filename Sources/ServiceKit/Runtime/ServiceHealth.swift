public import Contracts
import EventLog
import MQTT
import Storage

/// How a service is, at `/health`.
public struct ServiceHealth: Codable, Sendable, Hashable {
    public enum Status: String, Codable, Sendable { case up, degraded, down }

    public struct Consumer: Codable, Sendable, Hashable {
        public var context: EventContext
        /// The last event applied.
        public var sequence: Int64
        /// Events left aside because they could not be applied.
        public var parked: Int
    }

    /// `degraded` where the broker is away or events were left aside: the service answers, and catches up by itself.
    public var status: Status
    public var database: Status
    public var broker: Status
    /// The last event committed.
    public var sequence: Int64
    /// Committed events that wait to be published.
    public var backlog: Int64
    public var consumers: [Consumer]

    public static let down = ServiceHealth(
        status: .down,
        database: .down,
        broker: .down,
        sequence: 0,
        backlog: 0,
        consumers: []
    )
}

extension BaedalService {
    public func health() async -> ServiceHealth {
        let progress = try? await core.relay.progress()
        let broker: ServiceHealth.Status = core.client.isConnected ? .up : .down
        let consumers = consumers.map { consumer in
            let progress = consumer.currentProgress
            return ServiceHealth.Consumer(
                context: consumer.context,
                sequence: progress.sequence,
                parked: progress.parked
            )
        }
        let isWell = broker == .up && consumers.allSatisfy { $0.parked == 0 }
        return ServiceHealth(
            status: progress == nil ? .down : isWell ? .up : .degraded,
            database: progress == nil ? .down : .up,
            broker: broker,
            sequence: progress?.head ?? 0,
            backlog: progress?.backlog ?? 0,
            consumers: consumers
        )
    }

    /// The figures every service has, at `/metrics`.
    public func registerGauges() {
        let labels = [("service", core.name.rawValue)]
        core.metrics.gauge(
            "baedal_relay_backlog_events",
            help: "Committed events that wait to be published.",
            labels: labels
        ) { [relay = core.relay] in
            (try? await relay.progress().backlog).map(Double.init)
        }
        core.metrics.gauge(
            "baedal_broker_connected",
            help: "1 while the service is connected to the broker.",
            labels: labels
        ) { [client = core.client] in client.isConnected ? 1 : 0 }
        core.metrics.gauge(
            "baedal_storage_commits",
            help: "Transactions committed; each is one fsync.",
            labels: labels
        ) { [database = core.database] in Double(database.commits.transactions) }
        core.metrics.gauge(
            "baedal_storage_writers",
            help: "Writers those transactions served.",
            labels: labels
        ) { [database = core.database] in Double(database.commits.writers) }
        for consumer in consumers {
            let labels = labels + [("context", consumer.context.rawValue)]
            core.metrics.gauge("baedal_consumer_sequence", help: "The last event applied.", labels: labels) {
                Double(consumer.currentProgress.sequence)
            }
            core.metrics.gauge(
                "baedal_consumer_gaps",
                help: "Times the log was read because a message was missing.",
                labels: labels
            ) { Double(consumer.currentProgress.gaps) }
            core.metrics.gauge(
                "baedal_consumer_parked",
                help: "Events left aside because they could not be applied.",
                labels: labels
            ) { Double(consumer.currentProgress.parked) }
        }
    }
}
