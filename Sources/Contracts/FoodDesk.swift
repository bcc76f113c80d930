/// What an order asks of the store at the moment of ordering: is all of it there, and hold it for this order.
public protocol FoodDesk: Sendable {
    /// Holds the food for the order. Asking again for the same order answers as the first time.
    ///
    /// - Throws: ``Problem`` `food-not-orderable` where it cannot be ordered; anything else means that the store is down.
    func reserve(_ request: ReservationRequest) async throws -> Reservation
}

public struct ReservationRequest: Codable, Hashable, Sendable {
    public struct Line: Codable, Hashable, Sendable {
        public var foodId: FoodID
        public var quantity: Int

        public init(foodId: FoodID, quantity: Int) {
            self.foodId = foodId
            self.quantity = quantity
        }
    }

    public var orderId: OrderID
    public var items: [Line]

    public init(orderId: OrderID, items: [Line]) {
        self.orderId = orderId
        self.items = items
    }
}

/// The food as the store holds it, at its prices, and where the store is.
public struct Reservation: Codable, Hashable, Sendable {
    public var orderId: OrderID
    public var store: StoreData
    public var items: [OrderItem]

    public init(orderId: OrderID, store: StoreData, items: [OrderItem]) {
        self.orderId = orderId
        self.store = store
        self.items = items
    }
}
