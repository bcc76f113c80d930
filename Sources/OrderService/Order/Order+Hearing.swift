import Contracts

/// What the order hears from the store and the delivery. Each tells its own part in order, the two in any order.
/// Hearing never fails: what no longer applies changes nothing.
extension Order {
    /// - Returns: the order service's own events that follow.
    mutating func hear(_ type: EventType, store heard: StoreOrderData) -> [EventType] {
        switch type {
        case .orderReceived:
            // Paid says as much to everybody else.
            return []
        case .orderAccepted, .cookingStarted, .cookingFinished:
            store = heard.status
            return []
        case .orderRejected:
            store = heard.status
            return end(as: .rejected, reason: heard.reason)
        case .storeOrderCancelled:
            store = heard.status
            return end(as: .cancelled, reason: reason ?? heard.reason)
        case .cancelRefused:
            // As it was: the status follows from the parts again.
            if phase == .cancelRequested {
                phase = .paid
                reason = nil
            }
            return []
        case .orderPlaced, .orderPaid, .orderCompleted, .paymentFailed, .orderExpired, .cancelRequested,
            .orderCancelled, .orderRefunded, .deliveryConfirmed, .orderRated, .storeRegistered, .foodRegistered,
            .foodChanged, .riderRegistered, .deliveryPrepared, .deliveryOpened, .deliveryOffered, .offerDeclined,
            .offerExpired, .deliveryClaimed, .deliveryReleased, .deliveryPickedUp, .deliveryDelivered,
            .deliveryCancelled, .notificationRecorded, .notificationSent, .notificationFailed:
            return []
        }
    }

    mutating func hear(_ type: EventType, delivery heard: DeliveryData) {
        // The customer has the food: nothing takes it back.
        guard delivery != .delivered else { return }
        switch type {
        case .deliveryPrepared, .deliveryOpened, .deliveryOffered, .offerDeclined, .offerExpired, .deliveryClaimed,
            .deliveryReleased, .deliveryPickedUp, .deliveryDelivered, .deliveryCancelled:
            delivery = heard.status
            deliveryId = heard.deliveryId
            isFoodReady = heard.ready ?? isFoodReady
        case .orderPlaced, .orderPaid, .orderCompleted, .paymentFailed, .orderExpired, .cancelRequested,
            .orderCancelled, .orderRefunded, .deliveryConfirmed, .orderRated, .storeRegistered, .foodRegistered,
            .foodChanged, .orderReceived, .orderAccepted, .orderRejected, .cookingStarted, .cookingFinished,
            .cancelRefused, .storeOrderCancelled, .riderRegistered, .notificationRecorded, .notificationSent,
            .notificationFailed:
            return
        }
        switch heard.status {
        case .claimed, .pickedUp, .delivered:
            riderId = heard.riderId
            riderName = heard.riderName
        case .preparing, .open, .offered, .cancelled:
            riderId = nil
            riderName = nil
        }
    }

    /// Ends a paid order by the store's word: the money goes back once.
    private mutating func end(as end: Phase, reason: String?) -> [EventType] {
        switch phase {
        case .paid, .cancelRequested: break
        case .placed, .cancelled, .expired, .rejected, .completed: return []
        }
        phase = end
        self.reason = reason
        var events: [EventType] = end == .cancelled ? [.orderCancelled] : []
        if payment?.status == .approved {
            payment?.status = .refunded
            events.append(.orderRefunded)
        }
        return events
    }
}
