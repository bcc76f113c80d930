/// `data` of StoreRegistered.
public struct StoreData: Codable, Hashable, Sendable {
    public var storeId: StoreID
    public var name: String
    public var place: Place
    public var version: Int

    public init(storeId: StoreID, name: String, place: Place, version: Int) {
        self.storeId = storeId
        self.name = name
        self.place = place
        self.version = version
    }
}

/// `data` of FoodRegistered and FoodChanged: the food as it is after the event.
///
/// FoodChanged tells of an owner's change and of a food that sells out or comes back, not of every portion.
public struct FoodData: Codable, Hashable, Sendable {
    public var foodId: FoodID
    public var storeId: StoreID
    public var storeName: String
    public var name: String
    /// Won.
    public var price: Int
    /// Portions left.
    public var count: Int
    public var version: Int

    public init(
        foodId: FoodID,
        storeId: StoreID,
        storeName: String,
        name: String,
        price: Int,
        count: Int,
        version: Int
    ) {
        self.foodId = foodId
        self.storeId = storeId
        self.storeName = storeName
        self.name = name
        self.price = price
        self.count = count
        self.version = version
    }
}

/// `data` of the store's events about an order: the store order as it is after the event.
public struct StoreOrderData: Codable, Hashable, Sendable {
    public var orderId: OrderID
    public var storeId: StoreID
    public var storeName: String
    /// Absent in a record made by hand.
    public var customerId: CustomerID?
    public var status: StoreOrderStatus
    public var version: Int
    public var items: [OrderItem]
    public var options: String?
    /// Won, of all items.
    public var amount: Int
    /// The store.
    public var origin: Place
    /// The customer's door.
    public var destination: Place
    /// Rejected by itself after this.
    public var acceptBy: Timestamp?
    public var cookMinutes: Int?
    /// When the food is expected to be, or was, ready.
    public var readyAt: Timestamp?
    /// Why: of a rejection or a cancellation.
    public var reason: String?
    /// True for a record an operator made by hand.
    public var manual: Bool?

    public init(
        orderId: OrderID,
        storeId: StoreID,
        storeName: String,
        customerId: CustomerID?,
        status: StoreOrderStatus,
        version: Int,
        items: [OrderItem],
        options: String?,
        amount: Int,
        origin: Place,
        destination: Place,
        acceptBy: Timestamp? = nil,
        cookMinutes: Int? = nil,
        readyAt: Timestamp? = nil,
        reason: String? = nil,
        manual: Bool? = nil
    ) {
        self.orderId = orderId
        self.storeId = storeId
        self.storeName = storeName
        self.customerId = customerId
        self.status = status
        self.version = version
        self.items = items
        self.options = options
        self.amount = amount
        self.origin = origin
        self.destination = destination
        self.acceptBy = acceptBy
        self.cookMinutes = cookMinutes
        self.readyAt = readyAt
        self.reason = reason
        self.manual = manual
    }
}
