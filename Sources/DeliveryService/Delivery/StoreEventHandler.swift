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
        switch event.type {
        case .orderAccepted:
            let order: StoreOrderData = try event.decode()
            guard try DeliveryTable.find(order: order.orderId, in: transaction) == nil else { return }
            try add(order, isReady: false, cause: event.cause, in: transaction)
        case .cookingFinished:
            try ready(event.decode(), cause: event.cause, in: transaction)
        case .storeOrderCancelled:
            try cancel(event.decode(), cause: event.cause, in: transaction)
        case .storeRegistered, .foodRegistered, .foodChanged, .orderReceived, .orderRejected, .cookingStarted,
            .cancelRefused:
            return
        case .orderPlaced, .orderPaid, .orderCompleted, .paymentFailed, .orderExpired, .cancelRequested,
            .orderCancelled, .orderRefunded, .deliveryConfirmed, .orderRated:
            return
        case .riderRegistered, .deliveryPrepared, .deliveryOpened, .deliveryOffered, .offerDeclined, .offerExpired,
            .deliveryClaimed, .deliveryReleased, .deliveryPickedUp, .deliveryDelivered, .deliveryCancelled:
            return
        case .notificationRecorded, .notificationSent, .notificationFailed:
            return
        }
    }

    private func ready(_ order: StoreOrderData, cause: Cause, in transaction: Transaction) throws {
        guard var delivery = try DeliveryTable.find(order: order.orderId, in: transaction) else {
            try add(order, isReady: true, cause: cause, in: transaction)
            return
        }
        let now = clock.now
        let mode = try DispatchModeTable.mode(of: delivery.errand.region, in: transaction)
        try book.change(&delivery, cause: cause, at: now, in: transaction) { delivery in
            delivery.ready(readyAt: order.readyAt, mode: mode, book.terms(at: now))
        }
    }

    private func cancel(_ order: StoreOrderData, cause: Cause, in transaction: Transaction) throws {
        guard var delivery = try DeliveryTable.find(order: order.orderId, in: transaction) else { return }
        try book.change(&delivery, cause: cause, at: clock.now, in: transaction) { $0.cancel(reason: order.reason) }
    }

    private func add(
        _ order: StoreOrderData,
        isReady: Bool,
        cause: Cause,
        in transaction: Transaction
    ) throws {
        let now = clock.now
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
