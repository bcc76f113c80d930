import Contracts
import ServiceKit
import Storage

/// Chooses what goes in the next request, and marks it as on its way under the request's key in the same transaction:
/// after any fault the same request can be made again.
struct DispatchPlanner: Sendable {
    let book: NotificationBook
    let provider: any Provider
    /// Messages in one request.
    let batchLimit: Int

    /// - Returns: nil where nothing is due.
    func take(at now: Timestamp, in transaction: Transaction) throws -> Dispatch? {
        let due = try NotificationQueue.due(at: now, limit: 2 * batchLimit, in: transaction)
        guard !due.isEmpty else { return nil }
        let candidates = try sendable(due, at: now, in: transaction)
        guard let head = candidates.first else { return nil }
        let chosen =
            if let key = head.dispatchKey {
                (key, try NotificationQueue.repeated(under: key, in: transaction))
            } else {
                try fresh(head, among: candidates, at: now, in: transaction)
            }
        var notifications = chosen.1
        for index in notifications.indices {
            try notifications[index].take(under: chosen.0)
            try book.save(notifications[index], at: now, in: transaction)
        }
        return Dispatch(key: chosen.0, notifications: notifications)
    }

    /// Those that may go now: to each number one at a time, so that what somebody is told comes in order, and none that
    /// a later one has made pointless.
    private func sendable(
        _ due: [NotificationQueue.Waiting],
        at now: Timestamp,
        in transaction: Transaction
    ) throws -> [NotificationQueue.Waiting] {
        var taken = try NotificationQueue.busyPhones(in: transaction)
        var sendable: [NotificationQueue.Waiting] = []
        for waiting in due where !taken.contains(waiting.phone) {
            if waiting.dispatchKey == nil, try isSuperseded(waiting, in: transaction) {
                guard var notification = try NotificationTable.find(waiting.id, in: transaction) else { continue }
                let type = try notification.suppress(.superseded)
                try book.save(notification, announcing: type, at: now, in: transaction)
            } else {
                taken.insert(waiting.phone)
                sendable.append(waiting)
            }
        }
        return sendable
    }

    private func isSuperseded(_ waiting: NotificationQueue.Waiting, in transaction: Transaction) throws -> Bool {
        guard let type = waiting.eventType else { return false }
        let successors = Supersession.successors(of: type, to: waiting.role)
        guard !successors.isEmpty else { return false }
        return try NotificationQueue.laterTypes(than: waiting, in: transaction).contains(where: successors.contains)
    }

    private func fresh(
        _ head: NotificationQueue.Waiting,
        among candidates: [NotificationQueue.Waiting],
        at now: Timestamp,
        in transaction: Transaction
    ) throws -> (String, [Notification]) {
        let alike = candidates.filter {
            $0.dispatchKey == nil && $0.eventType == head.eventType && $0.role == head.role && $0.route == head.route
        }
        var notifications: [Notification] = []
        var shared = ""
        for waiting in alike.prefix(batchLimit) {
            guard let notification = try NotificationTable.find(waiting.id, in: transaction) else { continue }
            let part = provider.sharedPart(of: notification)
            if notifications.isEmpty { shared = part }
            if part == shared { notifications.append(notification) }
        }
        let key = notifications.count == 1 ? notifications[0].ownKey : IDText.make(at: now)
        return (key, notifications)
    }
}

extension Notification {
    /// The key of a request for it alone: the event and the channel, and what tells it from the event's other messages
    /// and from an earlier try that has definitely failed.
    fileprivate var ownKey: String {
        let again = resends == 0 ? "" : "-\(resends + 1)"
        let text = route == .text && content.templateCode != nil ? "-text" : ""
        return "\(eventId)-\(Self.channel)-\(role.rawValue)\(text)\(again)"
    }
}
