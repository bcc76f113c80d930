import Contracts

/// What an event tells, whichever service it came from, as far as messages speak of it.
struct Facts: Hashable, Sendable {
    var orderId: OrderID
    var customerId: CustomerID?
    var storeId: StoreID
    var storeName: String
    var items: [OrderItem] = []
    var options: String?
    /// Won.
    var amount: Int?
    var reason: String?
    /// The store's place.
    var origin: Place?
    var destination: Place
    var readyAt: Timestamp?
    /// When the food is likely at the door.
    var arrivalAt: Timestamp?
    var deliveryId: DeliveryID?
    var riderId: RiderID?
    var riderName: String?
    var distanceMeters: Int?
    /// Won, to the rider.
    var fee: Int?
    /// Until when the rider must act.
    var deadline: Timestamp?
    /// The order was paid, so the store has heard of it.
    var isPaid = false
}

extension Facts {
    /// - Throws: `DecodingError` where the event's data are not of its context's shape.
    init?(_ event: Event) throws {
        switch event.type.context {
        case .order: self.init(try event.decode(OrderData.self))
        case .store: self.init(try event.decode(StoreOrderData.self), at: event.time)
        case .delivery: self.init(try event.decode(DeliveryData.self), at: event.time)
        case .notification: return nil
        }
    }

    init(_ order: OrderData) {
        let isPaid =
            switch order.payment?.status {
            case .approved, .refunded: true
            case .declined, nil: false
            }
        self.init(
            orderId: order.orderId,
            customerId: order.customerId,
            storeId: order.storeId,
            storeName: order.storeName,
            items: order.items,
            options: order.options,
            amount: isPaid ? order.payment?.amount : order.amount,
            reason: order.reason,
            destination: order.destination,
            riderId: order.riderId,
            isPaid: isPaid
        )
    }

    init(_ order: StoreOrderData, at time: Timestamp) {
        self.init(
            orderId: order.orderId,
            customerId: order.customerId,
            storeId: order.storeId,
            storeName: order.storeName,
            items: order.items,
            options: order.options,
            amount: order.amount,
            reason: order.reason,
            origin: order.origin,
            destination: order.destination,
            readyAt: order.readyAt,
            arrivalAt: Eta.estimate(store: order, now: time)
        )
    }

    init(_ delivery: DeliveryData, at time: Timestamp) {
        self.init(
            orderId: delivery.orderId,
            customerId: delivery.customerId,
            storeId: delivery.storeId,
            storeName: delivery.storeName,
            reason: delivery.reason,
            origin: delivery.origin,
            destination: delivery.destination,
            readyAt: delivery.readyAt,
            arrivalAt: delivery.etaAt,
            deliveryId: delivery.deliveryId,
            riderId: delivery.riderId,
            riderName: delivery.riderName,
            distanceMeters: delivery.distanceMeters,
            fee: delivery.fee,
            deadline: delivery.status == .offered ? delivery.expiresAt : delivery.pickBy
        )
    }

    /// Whom a role stands for here; nil where there is nobody to tell.
    func recipient(_ role: RecipientRole, of type: EventType) -> String? {
        switch role {
        case .customer: customerId?.rawValue
        // An order that was cancelled before it was paid never reached the store.
        case .store: type == .orderCancelled && !isPaid ? nil : storeId.rawValue
        case .rider: riderId?.rawValue
        }
    }
}
