import Contracts

/// What is held for one order, and what became of it.
struct HeldFood: Sendable, Hashable {
    enum State: String, Sendable {
        /// The portions are taken from the food's count.
        case held = "HELD"
        /// Given back because no order followed in time; the order may hold the food again.
        case released = "RELEASED"
        /// Given back because the order ended. Nothing follows.
        case returned = "RETURNED"
        /// Cooked. Nothing follows.
        case used = "USED"
        /// The order was taken while it could not be checked, and there was not enough.
        case refused = "REFUSED"
    }

    let orderID: OrderID
    var storeID: StoreID
    /// At the prices of the moment.
    var items: [OrderItem]
    var state: State
    /// Whether the order is known to have been placed.
    var isConfirmed: Bool
    /// Why it was refused.
    var reason: String?
    let createdAt: Timestamp

    func holds(_ lines: [ReservationRequest.Line]) -> Bool {
        items.map { ReservationRequest.Line(foodId: $0.foodId, quantity: $0.quantity) } == lines
    }
}

extension OrderData {
    var lines: [ReservationRequest.Line] {
        items.map { ReservationRequest.Line(foodId: $0.foodId, quantity: $0.quantity) }
    }
}
