import Contracts
import EventLog
import ServiceKit
import Storage

/// Keeps orders: whatever changes one writes the order, its history, its events and its retained status together.
struct OrderBook: Sendable {
    let log: EventLog
    let changes: OrderChanges
    let endedStatusExpiry: Duration

    func open(_ order: Order, cause: Cause, in transaction: Transaction) throws {
        try OrderTable.insert(order, in: transaction)
        try OrderHistory.append(order, actor: .customer, in: transaction)
        try publish([.orderPlaced], of: order, cause: cause, at: order.placedAt, in: transaction)
    }

    /// Applies a change to an order and writes what follows from it; writes nothing where nothing changed.
    ///
    /// - Parameter change: returns the events to publish.
    func change(
        _ order: inout Order,
        by actor: OrderActor,
        cause: Cause,
        at now: Timestamp,
        in transaction: Transaction,
        _ change: (inout Order) throws -> [EventType]
    ) throws {
        let before = order
        let events = try change(&order)
        guard order != before else { return }
        order.version += 1
        let hasNewStatus = order.status != before.status
        if hasNewStatus { order.statusAt = now }
        try OrderTable.update(order, in: transaction)
        if hasNewStatus { try OrderHistory.append(order, actor: actor, in: transaction) }
        if let payment = order.payment, payment != before.payment {
            try PaymentTable.upsert(payment, of: order, at: now, in: transaction)
        }
        try publish(events, of: order, cause: cause, at: now, in: transaction)
    }

    private func publish(
        _ events: [EventType],
        of order: Order,
        cause: Cause,
        at now: Timestamp,
        in transaction: Transaction
    ) throws {
        let data = OrderData(order)
        try log.append(
            events.map { NewEvent($0, subject: order.id.rawValue, data: data) },
            cause: cause,
            at: now,
            in: transaction
        )
        try log.retain(
            Topics.orderStatus(order.id),
            OrderStatusSnapshot(order),
            expiresAt: order.status.isEnd ? order.statusAt + endedStatusExpiry : nil,
            at: now,
            in: transaction
        )
        let id = order.id
        transaction.afterCommit { [changes] in changes.announce(id) }
    }
}

extension OrderStatusSnapshot {
    init(_ order: Order) {
        self.init(
            orderId: order.id,
            status: order.status,
            version: order.version,
            at: order.statusAt,
            storeId: order.storeId,
            riderId: order.riderId,
            etaAt: order.etaAt
        )
    }
}
