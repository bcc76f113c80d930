import Contracts
import EventLog
import ServiceKit
import Storage

/// What the deliveries hear from the store. Late and repeated events change nothing.
struct StoreEventHandler: Sendable {
    static let types: Set<EventType> = [.orderAccepted, .cookingFinished, .storeOrderCancelled]

    let book: DeliveryBook
    let clock: WallClock

    func handle(_ event: Event, in transaction: Transaction) throws {
        let now = clock.now
        let order: StoreOrderData = try event.decode()
        let known = try DeliveryTable.find(order: order.orderId, in: transaction)
        switch event.type {
        case .orderAccepted where known == nil:
            try add(order, isReady: false, cause: event.cause, at: now, in: transaction)
        case .cookingFinished:
            guard var delivery = known else {
                try add(order, isReady: true, cause: event.cause, at: now, in: transaction)
                return
            }
            try book.change(&delivery, cause: event.cause, at: now, in: transaction) { delivery in
                delivery.open(readyAt: order.readyAt, at: now, expiresAt: book.expiry(at: now))
            }
        case .storeOrderCancelled:
            guard var delivery = known else { return }
            try book.change(&delivery, cause: event.cause, at: now, in: transaction) { delivery in
                delivery.cancel(reason: order.reason)
            }
        default:
            return
        }
    }

    private func add(
        _ order: StoreOrderData,
        isReady: Bool,
        cause: Cause,
        at now: Timestamp,
        in transaction: Transaction
    ) throws {
        try book.add(
            .make(at: now),
            Errand(order),
            readyAt: order.readyAt,
            isReady: isReady,
            cause: cause,
            at: now,
            in: transaction
        )
    }
}
