/// `data` of RiderRegistered. The phone number never leaves the delivery service.
public struct RiderData: Codable, Hashable, Sendable {
    public var riderId: RiderID
    public var name: String
    public var version: Int

    public init(riderId: RiderID, name: String, version: Int) {
        self.riderId = riderId
        self.name = name
        self.version = version
    }
}

/// `data` of the delivery events: the delivery as it is after the event, at dong precision.
public struct DeliveryData: Codable, Hashable, Sendable {
    public var deliveryId: DeliveryID
    public var orderId: OrderID
    public var storeId: StoreID
    public var storeName: String
    /// Absent in a record made by hand.
    public var customerId: CustomerID?
    public var status: DeliveryStatus
    public var version: Int
    public var origin: Place
    /// Without the street address.
    public var destination: Place
    /// How many portions.
    public var items: Int
    /// Won, to the rider.
    public var fee: Int
    public var distanceMeters: Int
    /// Who holds it or is offered it, or was so until this event.
    public var riderId: RiderID?
    public var riderName: String?
    public var readyAt: Timestamp?
    /// Whether the food can be picked up.
    public var ready: Bool?
    public var openedAt: Timestamp?
    /// When an offer ends, an open delivery is announced again, or one that waits for an offer goes to the board.
    public var expiresAt: Timestamp?
    /// A claim goes back to the board after this.
    public var pickBy: Timestamp?
    /// When the food is likely at the door.
    public var etaAt: Timestamp?
    /// What stands behind the offer, while there is one.
    public var offer: DeliveryOffer?
    /// Why: of a release or a cancellation.
    public var reason: String?
    /// True for a record an operator made by hand.
    public var manual: Bool?

    public init(
        deliveryId: DeliveryID,
        orderId: OrderID,
        storeId: StoreID,
        storeName: String,
        customerId: CustomerID?,
        status: DeliveryStatus,
        version: Int,
        origin: Place,
        destination: Place,
        items: Int,
        fee: Int,
        distanceMeters: Int,
        riderId: RiderID? = nil,
        riderName: String? = nil,
        readyAt: Timestamp? = nil,
        ready: Bool? = nil,
        openedAt: Timestamp? = nil,
        expiresAt: Timestamp? = nil,
        pickBy: Timestamp? = nil,
        etaAt: Timestamp? = nil,
        offer: DeliveryOffer? = nil,
        reason: String? = nil,
        manual: Bool? = nil
    ) {
        self.deliveryId = deliveryId
        self.orderId = orderId
        self.storeId = storeId
        self.storeName = storeName
        self.customerId = customerId
        self.status = status
        self.version = version
        self.origin = origin
        self.destination = destination
        self.items = items
        self.fee = fee
        self.distanceMeters = distanceMeters
        self.riderId = riderId
        self.riderName = riderName
        self.readyAt = readyAt
        self.ready = ready
        self.openedAt = openedAt
        self.expiresAt = expiresAt
        self.pickBy = pickBy
        self.etaAt = etaAt
        self.offer = offer
        self.reason = reason
        self.manual = manual
    }
}
