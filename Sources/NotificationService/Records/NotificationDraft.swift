import Contracts
import EventLog
import ServiceKit

/// A new record as it will be written, its texts already made into JSON.
struct NotificationDraft: Sendable {
    let notification: Notification
    /// The first says that it was recorded; where it ended at once, the second says how.
    let events: [NewEvent]
    let content: String
    let attempts: String?

    init(_ notification: Notification, events: [NewEvent] = []) throws {
        self.notification = notification
        self.events = events
        content = try JSON.text(notification.content)
        attempts = try NotificationTable.attempts(of: notification)
    }
}
