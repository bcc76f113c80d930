/// One line of an order, at the price of the moment.
public struct OrderItem: Codable, Hashable, Sendable {
    public var foodId: FoodID
    public var name: String
    public var quantity: Int
    /// Won for one.
    public var price: Int

    public init(foodId: FoodID, name: String, quantity: Int, price: Int) {
        self.foodId = foodId
        self.name = name
        self.quantity = quantity
        self.price = price
    }
}

/// `data` of every event of the context `order`: the order as it is after the event.
public struct OrderData: Codable, Hashable, Sendable {
    public struct Payment: Codable, Hashable, Sendable {
        public var id: PaymentID
        /// Won.
        public var amount: Int
        public var method: String
        public var status: PaymentStatus

        public init(id: PaymentID, amount: Int, method: String, status: PaymentStatus) {
            self.id = id
            self.amount = amount
            self.method = method
            self.status = status
        }
    }

    public struct Rating: Codable, Hashable, Sendable {
        /// 1 to 5.
        public var score: Int
        public var comment: String?

        public init(score: Int, comment: String?) {
            self.score = score
            self.comment = comment
        }
    }

    public var orderId: OrderID
    public var customerId: CustomerID
    public var storeId: StoreID
    public var storeName: String
    public var status: OrderStatus
    public var version: Int
    public var items: [OrderItem]
    public var options: String?
    /// Won, of all items.
    public var amount: Int
    /// Where the customer wants it.
    public var destination: Place
    public var availability: Availability
    public var deliveryId: DeliveryID?
    public var riderId: RiderID?
    public var payment: Payment?
    public var rating: Rating?
    /// Why: of a cancellation, a rejection or a declined payment.
    public var reason: String?

    public init(
        orderId: OrderID,
        customerId: CustomerID,
        storeId: StoreID,
        storeName: String,
        status: OrderStatus,
        version: Int,
        items: [OrderItem],
        options: String?,
        amount: Int,
        destination: Place,
        availability: Availability,
        deliveryId: DeliveryID? = nil,
        riderId: RiderID? = nil,
        payment: Payment? = nil,
        rating: Rating? = nil,
        reason: String? = nil
    ) {
        self.orderId = orderId
        self.customerId = customerId
        self.storeId = storeId
        self.storeName = storeName
        self.status = status
        self.version = version
        self.items = items
        self.options = options
        self.amount = amount
        self.destination = destination
        self.availability = availability
        self.deliveryId = deliveryId
        self.riderId = riderId
        self.payment = payment
        self.rating = rating
        self.reason = reason
    }
}
