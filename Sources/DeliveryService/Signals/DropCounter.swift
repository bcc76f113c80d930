import Contracts
import Logging
import ServiceKit
import Synchronization

/// Why a client's message could not be used.
enum DropReason: String, Error, Sendable, CaseIterable {
    /// The topic names no rider.
    case badRiderID = "bad-rider-id"
    case malformed
    case tooLarge = "too-large"
    /// Kept by the broker from another time.
    case retained
    /// Beyond even what is answered.
    case flood
    /// No place in Korea.
    case outOfRange = "out-of-range"
    case outOfOrder = "out-of-order"
    case future
    case stale
    /// Too many riders at once.
    case full
}

/// Counts what clients sent that cannot be used, and says so in the log at most once a second for each reason:
/// a flood of bad messages must not become a flood of log lines.
final class DropCounter: Sendable {
    private static let pause: Duration = .seconds(1)

    private let topic: String
    private let metrics: Metrics
    private let logger: Logger
    private let lastLogged = Mutex<[DropReason: ContinuousClock.Instant]>([:])

    /// - Parameter topic: the kind of topic, not a rider's own.
    init(topic: String, metrics: Metrics, logger: Logger) {
        self.topic = topic
        self.metrics = metrics
        self.logger = logger
    }

    func count(_ reason: DropReason) {
        let counter = metrics.counter(
            "baedal_mqtt_dropped_total",
            help: "Messages of clients that could not be used.",
            labels: [("topic", topic), ("reason", reason.rawValue)]
        )
        counter.add()
        let now = ContinuousClock.now
        let mayLog = lastLogged.withLock { lastLogged in
            if let last = lastLogged[reason], now - last < Self.pause { return false }
            lastLogged[reason] = now
            return true
        }
        guard mayLog else { return }
        logger.notice(
            "Messages of a client were dropped",
            metadata: ["topic": "\(topic)", "reason": "\(reason.rawValue)", "total": "\(counter.value)"]
        )
    }
}
