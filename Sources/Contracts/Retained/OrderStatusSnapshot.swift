/// The retained payload of `orders/{orderId}/status`.
public struct OrderStatusSnapshot: Codable, Hashable, Sendable {
    public var orderId: OrderID
    public var status: OrderStatus
    /// Korean, for a person.
    public var statusText: String
    public var version: Int
    /// When the status became this.
    public var at: Timestamp
    public var storeId: StoreID
    public var riderId: RiderID?
    public var etaAt: Timestamp?

    public init(
        orderId: OrderID,
        status: OrderStatus,
        version: Int,
        at: Timestamp,
        storeId: StoreID,
        riderId: RiderID?,
        etaAt: Timestamp?
    ) {
        self.orderId = orderId
        self.status = status
        self.statusText = status.text
        self.version = version
        self.at = at
        self.storeId = storeId
        self.riderId = riderId
        self.etaAt = etaAt
    }
}
