import Contracts
import EventLog
import ServiceKit
import Storage

/// What the store does when something happens to an order.
struct OrderEventHandler: Sendable {
    static let types: Set<EventType> = [
        .orderPlaced, .orderCompleted, .orderExpired, .orderCancelled, .cancelRequested, .orderRated,
    ]

    let log: EventLog
    let clock: WallClock
    let acceptWindow: Duration

    func handle(_ event: Event, in transaction: Transaction) throws {
        let work = UnitOfWork(transaction: transaction, log: log, cause: event.cause, now: clock.now)
        switch event.type {
        case .orderPlaced: try confirm(event, work)
        case .orderCompleted: try receive(event, work)
        case .orderExpired, .orderCancelled: try Stock(work).giveBack(OrderID(trusted: event.subject))
        case .cancelRequested: try cancel(event, work)
        case .orderRated: try rate(event, work)
        case .orderPaid, .paymentFailed, .orderRefunded, .deliveryConfirmed: break
        case .storeRegistered, .foodRegistered, .foodChanged, .orderReceived, .orderAccepted, .orderRejected,
            .cookingStarted, .cookingFinished, .cancelRefused, .storeOrderCancelled:
            break
        case .riderRegistered, .deliveryPrepared, .deliveryOpened, .deliveryOffered, .offerDeclined, .offerExpired,
            .deliveryClaimed, .deliveryReleased, .deliveryPickedUp, .deliveryDelivered, .deliveryCancelled:
            break
        case .notificationRecorded, .notificationSent, .notificationFailed: break
        }
    }

    private func confirm(_ event: Event, _ work: UnitOfWork) throws {
        // The food was reserved as the order was taken: then nothing of the order needs to be read.
        if try HeldFoodTable.confirm(OrderID(trusted: event.subject), in: work.transaction) { return }
        _ = try Stock(work).secure(event.decode(OrderData.self))
    }

    private func receive(_ event: Event, _ work: UnitOfWork) throws {
        let data = try event.decode(OrderData.self)
        guard try StoreOrderTable.find(data.orderId, in: work.transaction) == nil else { return }
        var order = try storeOrder(for: data, work)
        switch try Stock(work).secure(data) {
        case .held: try StoreOrderBook(work).add(order, [.received])
        case .refused(let reason):
            let events = try order.reject(reason: reason)
            try StoreOrderBook(work).add(order, events)
        case .ended: break
        }
    }

    private func cancel(_ event: Event, _ work: UnitOfWork) throws {
        let data = try event.decode(OrderData.self)
        let reason = data.reason ?? "고객이 주문을 취소했어요"
        if var order = try StoreOrderTable.find(data.orderId, in: work.transaction) {
            let events = order.cancel(reason: reason)
            try StoreOrderBook(work).update(order, events)
        } else {
            // The customer waits for an answer, even for an order the store never came to see.
            var order = try storeOrder(for: data, work)
            let events = order.cancel(reason: reason)
            try StoreOrderBook(work).add(order, events)
        }
    }

    private func rate(_ event: Event, _ work: UnitOfWork) throws {
        let data = try event.decode(OrderData.self)
        guard let score = data.rating?.score, (1...5).contains(score),
            try StoreOrderTable.rate(data.orderId, score: score, in: work.transaction)
        else { return }
        for food in Set(data.items.map(\.foodId)) { try FoodTable.rate(food, score: score, in: work.transaction) }
    }

    private func storeOrder(for order: OrderData, _ work: UnitOfWork) throws -> StoreOrder {
        let known = try StoreTable.find(order.storeId, in: work.transaction)?.data
        let store = known ?? StoreData(storeId: order.storeId, name: order.storeName, place: .unknown, version: 0)
        return StoreOrder(receiving: order, by: store, at: work.now, acceptWindow: acceptWindow)
    }
}
