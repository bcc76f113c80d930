import Contracts
import ServiceKit
import Storage

/// The service's figures at `/metrics`.
struct NotificationCounters: Sendable {
    private let sent: Counter
    private let failed: Counter
    private let suppressed: Counter

    init(metrics: Metrics) {
        sent = metrics.counter("baedal_notifications_sent_total", help: "Notifications delivered.")
        failed = metrics.counter("baedal_notifications_failed_total", help: "Notifications that reached nobody.")
        suppressed = metrics.counter(
            "baedal_notifications_suppressed_total",
            help: "Notifications that were not to be sent."
        )
    }

    func count(_ status: NotificationStatus) {
        switch status {
        case .delivered, .fallbackSent: sent.add()
        case .failed, .dead: failed.add()
        case .suppressed: suppressed.add()
        case .pending, .sending, .accepted, .uncertain: break
        }
    }

    static func registerQueue(_ database: Database, clock: WallClock, metrics: Metrics) {
        metrics.gauge("baedal_notification_queue_length", help: "Notifications that wait to be sent.") {
            (try? await database.read { try NotificationQueue.waiting(in: $0).count }).map(Double.init)
        }
        metrics.gauge(
            "baedal_notification_oldest_pending_seconds",
            help: "Age of the notification that has waited longest."
        ) {
            guard let since = try? await database.read({ try NotificationQueue.waiting(in: $0).since }) else {
                return 0
            }
            return Double((clock.now - since).inMilliseconds) / 1000
        }
    }
}
