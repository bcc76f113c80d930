/// An order's status (contract section 4).
public enum OrderStatus: String, Codable, Sendable, CaseIterable {
    case placed = "PLACED"
    case paid = "PAID"
    case accepted = "ACCEPTED"
    case cooking = "COOKING"
    case cooked = "COOKED"
    case assigned = "ASSIGNED"
    case pickedUp = "PICKED_UP"
    case delivered = "DELIVERED"
    case completed = "COMPLETED"
    case expired = "EXPIRED"
    case cancelRequested = "CANCEL_REQUESTED"
    case cancelled = "CANCELLED"
    case rejected = "REJECTED"

    /// Nothing follows any more.
    public var isEnd: Bool {
        switch self {
        case .completed, .expired, .cancelled, .rejected: true
        case .placed, .paid, .accepted, .cooking, .cooked, .assigned, .pickedUp, .delivered, .cancelRequested: false
        }
    }

    /// What a customer reads.
    public var text: String {
        switch self {
        case .placed: "결제를 기다리고 있어요"
        case .paid: "결제가 끝났어요. 가게가 주문을 확인하고 있어요"
        case .accepted: "가게가 주문을 받았어요"
        case .cooking: "음식을 만들고 있어요"
        case .cooked: "음식이 다 됐어요. 라이더를 찾고 있어요"
        case .assigned: "라이더가 가게로 가고 있어요"
        case .pickedUp: "라이더가 음식을 받아 출발했어요"
        case .delivered: "음식이 도착했어요"
        case .completed: "주문이 모두 끝났어요"
        case .expired: "결제 시간이 지나 주문이 끝났어요"
        case .cancelRequested: "취소를 요청했어요. 가게의 확인을 기다리고 있어요"
        case .cancelled: "주문이 취소됐어요"
        case .rejected: "가게 사정으로 주문이 거절됐어요"
        }
    }
}

/// A store order's status: the store's part of an order's life.
public enum StoreOrderStatus: String, Codable, Sendable, CaseIterable {
    case received = "RECEIVED"
    case accepted = "ACCEPTED"
    case cooking = "COOKING"
    case cooked = "COOKED"
    case rejected = "REJECTED"
    case cancelled = "CANCELLED"

    /// The store has nothing more to do.
    public var isEnd: Bool {
        switch self {
        case .received, .accepted, .cooking: false
        case .cooked, .rejected, .cancelled: true
        }
    }
}

/// A delivery's status: the rider's part of an order's life.
public enum DeliveryStatus: String, Codable, Sendable, CaseIterable {
    /// The store has accepted; the food is not ready.
    case preparing = "PREPARING"
    /// On the board of its region.
    case open = "OPEN"
    /// Offered to one rider alone.
    case offered = "OFFERED"
    case claimed = "CLAIMED"
    case pickedUp = "PICKED_UP"
    case delivered = "DELIVERED"
    case cancelled = "CANCELLED"

    public var isEnd: Bool {
        switch self {
        case .preparing, .open, .offered, .claimed, .pickedUp: false
        case .delivered, .cancelled: true
        }
    }
}

public enum PaymentStatus: String, Codable, Sendable, CaseIterable {
    case approved = "APPROVED"
    case declined = "DECLINED"
    case refunded = "REFUNDED"
}

/// Whether the store was asked at the moment of ordering.
public enum Availability: String, Codable, Sendable {
    case verified = "VERIFIED"
    /// The store was down: taken from the menu last heard of, settled when the store is back.
    case unverified = "UNVERIFIED"
}
