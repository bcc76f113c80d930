import Contracts
import EventLog
import ServiceKit
import Storage

/// Makes the records of an event, in the transaction that consumes it.
struct NotificationEventHandler: Sendable {
    let templates: TemplateLibrary
    let book: NotificationBook
    let webBase: String
    let clock: WallClock

    /// Reads the event; the records follow with what is known of the customer when it is consumed.
    func effect(of event: Event) throws -> EventConsumer.Effect {
        guard let facts = try Facts(event) else { return { _ in } }
        return { try record(event, facts, in: $0) }
    }

    private func record(_ event: Event, _ facts: Facts, in transaction: Transaction) throws {
        guard try !NotificationTable.hasRecord(of: event.id, in: transaction) else { return }
        let now = clock.now
        let notifications = try NotificationRules.roles(toldOf: event.type).compactMap { role in
            try notification(of: event, facts, to: role, at: now, in: transaction)
        }
        try book.open(notifications, cause: event.cause, at: now, in: transaction)
    }

    private func notification(
        of event: Event,
        _ facts: Facts,
        to role: RecipientRole,
        at now: Timestamp,
        in transaction: Transaction
    ) throws -> Notification? {
        guard let template = templates.template(for: event.type, to: role),
            let recipientId = facts.recipient(role, of: event.type)
        else { return nil }
        let (customer, reach) = try self.reach(role, facts, template, in: transaction)
        let values = facts.values(for: template, customerName: customer?.name, webBase: webBase)
        let content = template.content(values)
        var notification = Notification(
            id: .make(at: now),
            eventId: event.id,
            eventType: event.type,
            orderId: facts.orderId,
            customerId: facts.customerId,
            role: role,
            recipientId: recipientId,
            content: content,
            reach: reach,
            at: now,
            traceparent: event.traceparent
        )
        if notification.status == .pending, let flaw = template.flaw(of: content) {
            notification.end(as: .failed, flaw)
        }
        return notification
    }

    private func reach(
        _ role: RecipientRole,
        _ facts: Facts,
        _ template: Template,
        in transaction: Transaction
    ) throws -> (Customer?, Notification.Reach) {
        switch role {
        case .store, .rider: return (nil, .asked)
        case .customer:
            let customer = try facts.customerId.flatMap { try CustomerTable.find($0, in: transaction) }
            return (customer, .of(customer, evenMuted: template.reachesMuted))
        }
    }
}

extension Notification.Reach {
    /// - Parameter evenMuted: whether the message goes to those as well who have muted the rest.
    static func of(_ customer: Customer?, evenMuted: Bool) -> Self {
        guard let customer else { return .nobody }
        if customer.isMuted && !evenMuted { return .muted }
        return customer.phone.map(Self.phone) ?? .nobody
    }
}
