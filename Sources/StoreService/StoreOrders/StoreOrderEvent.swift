import Contracts

/// What happened to a store order.
enum StoreOrderEvent: Sendable, Hashable, CaseIterable {
    case received
    case accepted
    case rejected
    case cookingStarted
    case cookingFinished
    case cancelRefused
    case cancelled

    var type: EventType {
        switch self {
        case .received: .orderReceived
        case .accepted: .orderAccepted
        case .rejected: .orderRejected
        case .cookingStarted: .cookingStarted
        case .cookingFinished: .cookingFinished
        case .cancelRefused: .cancelRefused
        case .cancelled: .storeOrderCancelled
        }
    }
}
