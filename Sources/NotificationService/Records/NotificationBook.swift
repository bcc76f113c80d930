import Contracts
import EventLog
import ServiceKit
import Storage

/// Keeps the records: each change is written together with its event, and whoever waits for it is woken after the commit.
struct NotificationBook: Sendable {
    let log: EventLog
    /// As the records show it.
    let senderKey: String
    let provider: ProviderName
    /// Whether a record with a number is delivered by being written.
    let deliversByRecording: Bool
    /// Rung when there is something to send.
    let toSend: Bells
    /// Rung when there is a number to ask for.
    let toAddress: Bells
    let counters: NotificationCounters

    /// Writes new records of one event or request. The caller has made sure that they are new.
    func open(_ notifications: [Notification], cause: Cause, at now: Timestamp, in transaction: Transaction) throws {
        var notifications = notifications
        var news: [NewEvent] = []
        var places: [Int] = []
        for index in notifications.indices {
            places.append(news.count)
            news.append(recorded(notifications[index]))
            let delivery = try delivery(of: &notifications[index], at: now)
            if notifications[index].status != .pending {
                news.append(ended(delivery ?? .notificationFailed, notifications[index]))
            }
        }
        let events = try log.append(news, cause: cause, at: now, in: transaction)
        for (notification, place) in zip(notifications, places) {
            try NotificationTable.insert(notification, position: events[place].sequence, in: transaction)
            if notification.status == .pending {
                ring(for: notification, in: transaction)
            } else {
                count(notification, in: transaction)
            }
        }
    }

    /// Writes down a number that was asked for.
    func address(
        _ notification: Notification,
        to number: PhoneNumber,
        at now: Timestamp,
        in transaction: Transaction
    ) throws {
        var notification = notification
        try notification.address(to: number)
        try reopen(&notification, at: now, in: transaction)
    }

    /// Puts one back into the queue.
    func reopen(_ notification: inout Notification, at now: Timestamp, in transaction: Transaction) throws {
        let ending = try delivery(of: &notification, at: now)
        try save(notification, announcing: ending, at: now, in: transaction)
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
        if notification.status == .pending, notification.nextAttemptAt <= now {
            ring(for: notification, in: transaction)
        }
    }

    private func delivery(of notification: inout Notification, at now: Timestamp) throws -> EventType? {
        guard deliversByRecording, notification.status == .pending, notification.phone != nil else { return nil }
        return try notification.deliver(by: provider, at: now)
    }

    private func announce(
        _ type: EventType,
        _ notification: Notification,
        at now: Timestamp,
        in transaction: Transaction
    ) throws {
        try log.append([ended(type, notification)], cause: notification.cause, at: now, in: transaction)
        count(notification, in: transaction)
    }

    private func count(_ notification: Notification, in transaction: Transaction) {
        let status = notification.status
        transaction.afterCommit { [counters] in counters.count(status) }
    }

    private func ended(_ type: EventType, _ notification: Notification) -> NewEvent {
        NewEvent(
            type,
            subject: notification.id.rawValue,
            correlationID: notification.orderId?.rawValue,
            data: NotificationRecord(notification, senderKey: senderKey),
            copyTopic: notification.copyTopic
        )
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
        let bells = notification.phone == nil ? toAddress : toSend
        transaction.afterCommit { bells.ring() }
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
