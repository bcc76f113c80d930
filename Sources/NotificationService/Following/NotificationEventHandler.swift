import Contracts
import EventLog
import ServiceKit
import Storage

/// Makes the records of events, and writes them in the transaction that consumes these.
struct NotificationEventHandler: Sendable {
    /// Events of a batch that are read one after the other; several such shares are read beside each other.
    private static let share = 64

    let database: Database
    let templates: TemplateLibrary
    let book: NotificationBook
    let webBase: String
    let clock: WallClock

    /// What one event tells its customer, store and rider.
    private struct Telling: Sendable {
        let event: Event
        let facts: Facts
        /// As they were when the records were made.
        let customer: Customer?
        let drafts: [NotificationDraft]
        /// One for all that are read together: what is due at the same time goes in the order of the log.
        let time: Timestamp
    }

    func effect(of events: [Event]) async throws -> EventConsumer.Effect {
        let now = clock.now
        let tellings = try await withThrowingTaskGroup { group in
            for start in stride(from: 0, to: events.count, by: Self.share) {
                group.addTask { (start, try await read(events[start...].prefix(Self.share), at: now)) }
            }
            var shares: [(start: Int, tellings: [Telling])] = []
            for try await share in group { shares.append(share) }
            return shares.sorted { $0.start < $1.start }.flatMap(\.tellings)
        }
        return { transaction in for telling in tellings { try write(telling, in: transaction) } }
    }

    private func read(_ events: ArraySlice<Event>, at now: Timestamp) async throws -> [Telling] {
        let told = try events.compactMap { event in try Facts(event).map { (event, $0) } }
        let ids = Set(told.compactMap(\.1.customerId))
        let customers = try await database.read { try CustomerTable.find(ids, in: $0) }
        return try told.map { event, facts in
            try telling(of: event, facts, customer: facts.customerId.flatMap { customers[$0] }, at: now)
        }
    }

    /// Makes the records again where somebody has meanwhile changed a number or muted us.
    private func write(_ telling: Telling, in transaction: Transaction) throws {
        let (event, facts) = (telling.event, telling.facts)
        guard try !NotificationTable.hasRecord(of: event.id, in: transaction) else { return }
        let customer = try facts.customerId.flatMap { try CustomerTable.find($0, in: transaction) }
        let current =
            customer == telling.customer
            ? telling : try self.telling(of: event, facts, customer: customer, at: telling.time)
        try book.open(current.drafts, cause: event.cause, at: clock.now, in: transaction)
    }

    private func telling(
        of event: Event,
        _ facts: Facts,
        customer: Customer?,
        at now: Timestamp
    ) throws -> Telling {
        let drafts = try NotificationRules.roles(toldOf: event.type).compactMap { role in
            try notification(of: event, facts, to: role, customer, at: now).map { try book.draft($0, at: now) }
        }
        return Telling(event: event, facts: facts, customer: customer, drafts: drafts, time: now)
    }

    private func notification(
        of event: Event,
        _ facts: Facts,
        to role: RecipientRole,
        _ customer: Customer?,
        at now: Timestamp
    ) throws -> Notification? {
        guard let template = templates.template(for: event.type, to: role),
            let recipientId = facts.recipient(role, of: event.type)
        else { return nil }
        let (name, reach): (String?, Notification.Reach) =
            switch role {
            case .store, .rider: (nil, .asked)
            case .customer: (customer?.name, .of(customer, evenMuted: template.reachesMuted))
            }
        let content = template.content(facts.values(for: template, customerName: name, webBase: webBase))
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
}

extension Notification.Reach {
    /// - Parameter evenMuted: whether the message goes to those as well who have muted the rest.
    static func of(_ customer: Customer?, evenMuted: Bool) -> Self {
        guard let customer else { return .nobody }
        if customer.isMuted && !evenMuted { return .muted }
        return customer.phone.map(Self.phone) ?? .nobody
    }
}
