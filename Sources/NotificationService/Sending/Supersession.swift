import Contracts

/// Which messages are pointless once a later one is there: word of a step that the order has left behind. What somebody
/// must know whatever comes next is always sent: refusals, cancellations, refunds, failures.
enum Supersession {
    /// The later messages, to the same person about the same order, that make one pointless.
    static func successors(of type: EventType, to role: RecipientRole) -> Set<EventType> {
        switch role {
        case .customer: successorsToCustomer(of: type)
        case .store: successorsToStore(of: type)
        case .rider: successorsToRider(of: type)
        }
    }

    /// The steps of an order that goes well, in order.
    private static let steps: [EventType] = [
        .orderPlaced, .orderPaid, .orderAccepted, .cookingStarted, .cookingFinished, .deliveryClaimed,
        .deliveryPickedUp, .deliveryDelivered, .deliveryConfirmed,
    ]

    private static let ends: Set<EventType> = [.orderRejected, .orderCancelled, .orderExpired]

    private static func successorsToCustomer(of type: EventType) -> Set<EventType> {
        switch type {
        case .orderPlaced, .orderPaid, .orderAccepted, .cookingStarted, .cookingFinished, .deliveryClaimed,
            .deliveryPickedUp, .deliveryDelivered:
            return later(than: type).union(ends).union(type == .deliveryClaimed ? [.deliveryReleased] : [])
        case .deliveryReleased: return [.deliveryClaimed, .deliveryPickedUp, .deliveryDelivered, .deliveryConfirmed]
        case .paymentFailed: return later(than: .orderPlaced).union(ends)
        case .cancelRequested: return [.orderCancelled, .cancelRefused]
        case .deliveryConfirmed, .orderExpired, .orderCancelled, .orderRefunded, .orderRejected, .cancelRefused,
            .orderCompleted, .orderRated, .storeRegistered, .foodRegistered, .foodChanged, .orderReceived,
            .storeOrderCancelled, .riderRegistered, .deliveryPrepared, .deliveryOpened, .deliveryOffered,
            .offerDeclined, .offerExpired, .deliveryCancelled, .notificationRecorded, .notificationSent,
            .notificationFailed:
            return []
        }
    }

    /// A new order is told even where it was cancelled since, unless the store would make it for nobody.
    private static func successorsToStore(of type: EventType) -> Set<EventType> {
        type == .orderCompleted || type == .cancelRequested ? [.orderCancelled] : []
    }

    private static func successorsToRider(of type: EventType) -> Set<EventType> {
        if type == .deliveryOffered { return [.deliveryClaimed, .deliveryReleased, .deliveryCancelled] }
        return type == .deliveryClaimed ? [.deliveryReleased, .deliveryCancelled] : []
    }

    private static func later(than type: EventType) -> Set<EventType> {
        Set(steps.drop { $0 != type }.dropFirst())
    }
}
