import Contracts
import EventLog
import ServiceKit
import Storage

/// Keeps the records: each change is written together with its event, and whoever waits for it is woken after the commit.
struct NotificationBook: Sendable {
    let log: EventLog
    let senderKey: String
    /// Rung when there is something to send.
    let toSend: Bell
    /// Rung when there is a number to ask for.
    let toAddress: Bell
    let counters: NotificationCounters

    /// Writes new records of one event or request. The caller has made sure that they are new.
    func open(_ notifications: [Notification], cause: Cause, at now: Timestamp, in transaction: Transaction) throws {
        let events = try log.append(notifications.map(recorded), cause: cause, at: now, in: transaction)
        for (notification, event) in zip(notifications, events) {
            try NotificationTable.insert(notification, position: event.sequence, in: transaction)
            switch notification.status {
            case .pending: ring(for: notification, in: transaction)
            case .failed, .suppressed:
                try announce(.notificationFailed, notification, at: now, in: transaction)
            case .sending, .accepted, .delivered, .uncertain, .fallbackSent, .dead: break
            }
        }
    }

    /// Writes a change and, where it ended the record, the event that says so.
    func save(
        _ notification: Notification,
        announcing type: EventType? = nil,
        at now: Timestamp,
        in transaction: Transaction
    ) throws {
        try NotificationTable.update(notification, in: transaction)
        if let type { try announce(type, notification, at: now, in: transaction) }
    }

    private func announce(
        _ type: EventType,
        _ notification: Notification,
        at now: Timestamp,
        in transaction: Transaction
    ) throws {
        let event = NewEvent(
            type,
            subject: notification.id.rawValue,
            correlationID: notification.orderId?.rawValue,
            data: NotificationRecord(notification, senderKey: senderKey),
            copyTopic: notification.copyTopic
        )
        try log.append([event], cause: notification.cause, at: now, in: transaction)
        let status = notification.status
        transaction.afterCommit { [counters] in counters.count(status) }
    }

    private func recorded(_ notification: Notification) -> NewEvent {
        NewEvent(
            .notificationRecorded,
            subject: notification.id.rawValue,
            correlationID: notification.orderId?.rawValue,
            data: NotificationRecordedData(notification)
        )
    }

    private func ring(for notification: Notification, in transaction: Transaction) {
        let bell = notification.phone == nil ? toAddress : toSend
        transaction.afterCommit { bell.ring() }
    }
}

extension Notification {
    /// Where the customer's own app hears of it; stores and riders have none.
    fileprivate var copyTopic: String? {
        switch role {
        case .customer: customerId.map { Topics.notification($0, id) }
        case .store, .rider: nil
        }
    }
}
