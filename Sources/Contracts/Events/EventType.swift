/// The type of an event (contract section 3). The raw value is the wire's.
public enum EventType: String, Codable, Sendable, CaseIterable {
    // order
    case orderPlaced = "OrderPlaced"
    case orderPaid = "OrderPaid"
    case orderCompleted = "OrderCompleted"
    case paymentFailed = "PaymentFailed"
    case orderExpired = "OrderExpired"
    case cancelRequested = "CancelRequested"
    case orderCancelled = "OrderCancelled"
    case orderRefunded = "OrderRefunded"
    case deliveryConfirmed = "DeliveryConfirmed"
    case orderRated = "OrderRated"
    // store
    case storeRegistered = "StoreRegistered"
    case foodRegistered = "FoodRegistered"
    case foodChanged = "FoodChanged"
    case orderReceived = "OrderReceived"
    case orderAccepted = "OrderAccepted"
    case orderRejected = "OrderRejected"
    case cookingStarted = "CookingStarted"
    case cookingFinished = "CookingFinished"
    case cancelRefused = "CancelRefused"
    case storeOrderCancelled = "StoreOrderCancelled"
    // delivery
    case riderRegistered = "RiderRegistered"
    case deliveryPrepared = "DeliveryPrepared"
    case deliveryOpened = "DeliveryOpened"
    case deliveryOffered = "DeliveryOffered"
    case offerDeclined = "OfferDeclined"
    case offerExpired = "OfferExpired"
    case deliveryClaimed = "DeliveryClaimed"
    case deliveryReleased = "DeliveryReleased"
    case deliveryPickedUp = "DeliveryPickedUp"
    case deliveryDelivered = "DeliveryDelivered"
    case deliveryCancelled = "DeliveryCancelled"
    // notification
    case notificationRecorded = "NotificationRecorded"
    case notificationSent = "NotificationSent"
    case notificationFailed = "NotificationFailed"

    public var context: EventContext {
        switch self {
        case .orderPlaced, .orderPaid, .orderCompleted, .paymentFailed, .orderExpired, .cancelRequested,
            .orderCancelled, .orderRefunded, .deliveryConfirmed, .orderRated:
            .order
        case .storeRegistered, .foodRegistered, .foodChanged, .orderReceived, .orderAccepted, .orderRejected,
            .cookingStarted, .cookingFinished, .cancelRefused, .storeOrderCancelled:
            .store
        case .riderRegistered, .deliveryPrepared, .deliveryOpened, .deliveryOffered, .offerDeclined, .offerExpired,
            .deliveryClaimed, .deliveryReleased, .deliveryPickedUp, .deliveryDelivered, .deliveryCancelled:
            .delivery
        case .notificationRecorded, .notificationSent, .notificationFailed:
            .notification
        }
    }
}
