import Contracts

/// Who is told of what (contract section 6): one message for each change of status and each role it concerns.
enum NotificationRules {
    static func roles(toldOf type: EventType) -> [RecipientRole] {
        switch type {
        case .orderPlaced, .orderPaid, .paymentFailed, .orderExpired, .orderRefunded, .deliveryConfirmed,
            .orderAccepted, .orderRejected, .cookingStarted, .cookingFinished, .cancelRefused, .deliveryPickedUp,
            .deliveryDelivered:
            [.customer]
        case .orderCompleted: [.store]
        case .cancelRequested, .orderCancelled: [.customer, .store]
        case .deliveryClaimed, .deliveryReleased: [.customer, .rider]
        case .deliveryOffered, .deliveryCancelled: [.rider]
        // These change no order's status, or say again what another event has said.
        case .orderRated, .orderReceived, .storeOrderCancelled, .deliveryPrepared, .deliveryOpened, .offerDeclined,
            .offerExpired:
            []
        case .storeRegistered, .foodRegistered, .foodChanged, .riderRegistered: []
        case .notificationRecorded, .notificationSent, .notificationFailed: []
        }
    }

    /// The types of a context that anybody is told of.
    static func types(of context: EventContext) -> Set<EventType> {
        Set(EventType.allCases.filter { $0.context == context && !roles(toldOf: $0).isEmpty })
    }
}
