/// The retained payload of an open delivery on the board of its region: no street address, no customer.
public struct OpenDeliverySnapshot: Codable, Hashable, Sendable {
    public struct Store: Codable, Hashable, Sendable {
        public var id: StoreID
        public var name: String
        public var region: RegionPath
        public var lat: Double?
        public var lon: Double?
    }

    public var deliveryId: DeliveryID
    public var orderId: OrderID
    public var store: Store
    public var dropoff: Place
    /// How many portions.
    public var items: Int
    /// Won.
    public var fee: Int
    public var distanceMeters: Int
    public var readyAt: Timestamp?
    public var openedAt: Timestamp?
    public var expiresAt: Timestamp?
    public var version: Int

    public init(_ delivery: DeliveryData) {
        self.deliveryId = delivery.deliveryId
        self.orderId = delivery.orderId
        self.store = Store(
            id: delivery.storeId,
            name: delivery.storeName,
            region: delivery.origin.region,
            lat: delivery.origin.lat,
            lon: delivery.origin.lon
        )
        self.dropoff = delivery.destination.withoutAddress
        self.items = delivery.items
        self.fee = delivery.fee
        self.distanceMeters = delivery.distanceMeters
        self.readyAt = delivery.readyAt
        self.openedAt = delivery.openedAt
        self.expiresAt = delivery.expiresAt
        self.version = delivery.version
    }
}
