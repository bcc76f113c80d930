import Contracts
import EventLog
import ServiceKit
import Storage

/// Follows the store: the menu, and the store's part of each order.
struct StoreEventHandler: Sendable {
    static let types: Set<EventType> = [
        .storeRegistered, .foodRegistered, .foodChanged, .orderReceived, .orderAccepted, .orderRejected,
        .cookingStarted, .cookingFinished, .cancelRefused, .storeOrderCancelled,
    ]

    let book: OrderBook
    let clock: WallClock

    func handle(_ event: Event, in transaction: Transaction) throws {
        switch event.type {
        case .storeRegistered:
            try Menu.learn(event.decode(StoreData.self), in: transaction)
        case .foodRegistered, .foodChanged:
            try Menu.learn(event.decode(FoodData.self), in: transaction)
        case .orderReceived, .orderAccepted, .orderRejected, .cookingStarted, .cookingFinished, .cancelRefused,
            .storeOrderCancelled:
            try hear(event, event.decode(StoreOrderData.self), in: transaction)
        case .orderPlaced, .orderPaid, .orderCompleted, .paymentFailed, .orderExpired, .cancelRequested,
            .orderCancelled, .orderRefunded, .deliveryConfirmed, .orderRated, .riderRegistered, .deliveryPrepared,
            .deliveryOpened, .deliveryOffered, .offerDeclined, .offerExpired, .deliveryClaimed, .deliveryReleased,
            .deliveryPickedUp, .deliveryDelivered, .deliveryCancelled, .notificationRecorded, .notificationSent,
            .notificationFailed:
            return
        }
    }

    private func hear(_ event: Event, _ heard: StoreOrderData, in transaction: Transaction) throws {
        if event.type == .cookingFinished {
            try TopMenu.count(heard.items, store: heard.storeId, in: transaction)
        }
        // A record made by hand has no order here.
        guard var order = try OrderTable.find(heard.orderId, in: transaction) else { return }
        let now = clock.now
        try book.change(&order, by: .store, cause: event.cause, at: now, in: transaction) { order in
            let status = order.status
            let events = order.hear(event.type, store: heard)
            // Once there is a delivery, it knows better: it has the way as well.
            if order.deliveryId == nil || order.status.isEnd {
                order.tell(Eta.estimate(store: heard, now: now), since: status)
            }
            return events
        }
    }
}
