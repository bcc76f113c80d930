import Contracts

/// An order: what the order service decides by itself, and what it has heard of the store's and the rider's part.
///
/// The three streams of events come in independently, so the status is not stored by whoever wrote last: it follows
/// from the parts (``status``).
struct Order: Codable, Sendable, Hashable {
    /// What the order service itself decides.
    enum Phase: String, Codable, Sendable, CaseIterable {
        case placed, paid, cancelRequested, cancelled, expired, rejected, completed
    }

    let id: OrderID
    let customerId: CustomerID
    let storeId: StoreID
    let storeName: String
    let items: [OrderItem]
    let options: String?
    /// Won, of all items.
    let amount: Int
    let destination: Place
    let availability: Availability
    let placedAt: Timestamp
    let payBy: Timestamp

    var phase: Phase = .placed
    var store: StoreOrderStatus?
    var delivery: DeliveryStatus?
    var deliveryId: DeliveryID?
    /// As the delivery says: it may hear of it before the order does.
    var isFoodReady: Bool?
    var riderId: RiderID?
    var riderName: String?
    var payment: OrderData.Payment?
    var rating: OrderData.Rating?
    var reason: String?
    var etaAt: Timestamp?
    var version = 1
    /// When the status became what it is.
    var statusAt: Timestamp

    init(
        id: OrderID,
        customerId: CustomerID,
        storeId: StoreID,
        storeName: String,
        items: [OrderItem],
        options: String?,
        destination: Place,
        availability: Availability,
        placedAt: Timestamp,
        payBy: Timestamp
    ) {
        self.id = id
        self.customerId = customerId
        self.storeId = storeId
        self.storeName = storeName
        self.items = items
        self.options = options
        self.amount = items.reduce(0) { $0 + $1.price * $1.quantity }
        self.destination = destination
        self.availability = availability
        self.placedAt = placedAt
        self.payBy = payBy
        self.statusAt = placedAt
    }

    var status: OrderStatus {
        switch phase {
        case .placed: .placed
        case .cancelRequested: .cancelRequested
        case .cancelled: .cancelled
        case .expired: .expired
        case .rejected: .rejected
        case .completed: .completed
        case .paid: progress
        }
    }

    /// How far a paid order has come: the rider's part once the food is ready, else the store's. A rider may be on the
    /// way to the store while the food cooks.
    private var progress: OrderStatus {
        switch delivery {
        case .delivered: .delivered
        case .pickedUp: .pickedUp
        case .claimed: isCooking && isFoodReady == false ? kitchen : .assigned
        case .preparing, .open, .offered, .cancelled, nil: kitchen
        }
    }

    private var isCooking: Bool {
        switch store {
        case .accepted, .cooking: true
        case .received, .cooked, .rejected, .cancelled, nil: false
        }
    }

    private var kitchen: OrderStatus {
        switch store {
        case .cooked: .cooked
        case .cooking: .cooking
        case .accepted: .accepted
        case .received, .rejected, .cancelled, nil: .paid
        }
    }
}

extension OrderData {
    init(_ order: Order) {
        self.init(
            orderId: order.id,
            customerId: order.customerId,
            storeId: order.storeId,
            storeName: order.storeName,
            status: order.status,
            version: order.version,
            items: order.items,
            options: order.options,
            amount: order.amount,
            destination: order.destination,
            availability: order.availability,
            deliveryId: order.deliveryId,
            riderId: order.riderId,
            payment: order.payment,
            rating: order.rating,
            reason: order.reason
        )
    }
}
