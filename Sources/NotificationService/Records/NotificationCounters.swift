import Contracts
import ServiceKit
import Storage

/// The service's figures at `/metrics`, by provider.
struct NotificationCounters: Sendable {
    private let sent: Counter
    private let failed: Counter
    private let suppressed: Counter
    private let retried: Counter
    private let uncertain: Counter
    private let unknownReports: Counter

    init(metrics: Metrics, provider: ProviderName) {
        func counter(_ name: String, _ help: String) -> Counter {
            metrics.counter(name, help: help, labels: [("provider", provider.rawValue)])
        }
        sent = counter("baedal_notifications_sent_total", "Notifications delivered.")
        failed = counter("baedal_notifications_failed_total", "Notifications that reached nobody.")
        suppressed = counter("baedal_notifications_suppressed_total", "Notifications that were not to be sent.")
        retried = counter("baedal_notifications_retried_total", "Tries that did not come through and were made again.")
        uncertain = counter("baedal_notifications_uncertain_total", "Notifications that may have arrived.")
        unknownReports = counter(
            "baedal_notification_unknown_reports_total",
            "Results that a provider reported of messages that are not here."
        )
    }

    func count(_ status: NotificationStatus) {
        switch status {
        case .delivered, .fallbackSent: sent.add()
        case .failed, .dead: failed.add()
        case .suppressed: suppressed.add()
        case .uncertain: uncertain.add()
        case .pending, .sending, .accepted: break
        }
    }

    func countRetries(_ count: Int) { retried.add(count) }

    func countUnknownReport() { unknownReports.add() }

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
