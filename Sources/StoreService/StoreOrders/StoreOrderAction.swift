import Contracts

/// What a store does with an order; the raw value is the path's.
enum StoreOrderAction: String, Sendable, CaseIterable {
    case accept
    case reject
    case startCook = "start-cook"
    case finishCook = "finish-cook"

    /// What a person calls it.
    var text: String {
        switch self {
        case .accept: "주문 받기"
        case .reject: "거절"
        case .startCook: "조리 시작"
        case .finishCook: "조리 끝"
        }
    }
}

extension StoreOrderStatus {
    /// The actions that are legal now.
    var actions: [StoreOrderAction] {
        switch self {
        case .received: [.accept, .reject]
        case .accepted: [.startCook]
        case .cooking: [.finishCook]
        case .cooked, .rejected, .cancelled: []
        }
    }

    /// The status as the reason why something cannot be done.
    var clause: String {
        switch self {
        case .received: "아직 받지 않은 주문이라"
        case .accepted: "이미 받은 주문이라"
        case .cooking: "조리가 시작된 주문이라"
        case .cooked: "조리가 끝난 주문이라"
        case .rejected: "거절된 주문이라"
        case .cancelled: "취소된 주문이라"
        }
    }
}
