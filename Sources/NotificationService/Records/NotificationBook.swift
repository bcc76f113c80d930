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

    /// Gets a new record ready to be written: what takes time is done before the one writer is held.
    func draft(_ notification: Notification, at now: Timestamp) throws -> NotificationDraft {
        var notification = notification
        var events = [try recorded(notification).encoded()]
        let delivery = try delivery(of: &notification, at: now)
        if notification.status != .pending {
            events.append(try ended(delivery ?? .notificationFailed, notification).encoded())
        }
        return try NotificationDraft(notification, events: events)
    }

    /// Writes new records of one event or request. The caller has made sure that they are new.
    func open(_ drafts: [NotificationDraft], cause: Cause, at now: Timestamp, in transaction: Transaction) throws {
        var events = try log.append(drafts.flatMap(\.events), cause: cause, at: now, in: transaction)[...]
        for draft in drafts {
            let own = events.prefix(draft.events.count)
            events = events.dropFirst(draft.events.count)
            guard let recorded = own.first else { continue }
            try NotificationTable.insert(draft, position: recorded.sequence, in: transaction)
            if draft.notification.status == .pending {
                ring(for: draft.notification, in: transaction)
            } else {
                count(draft.notification, in: transaction)
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
