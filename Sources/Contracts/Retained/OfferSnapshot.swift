/// The retained payload of `riders/{riderId}/offers/{deliveryId}`: what one rider alone is asked, until when, and why.
public struct OfferSnapshot: Codable, Hashable, Sendable {
    public var deliveryId: DeliveryID
    public var orderId: OrderID
    public var expiresAt: Timestamp
    /// The how manieth offer of this delivery.
    public var attempt: Int
    public var store: OpenDeliverySnapshot.Store
    /// At dong precision: the street address comes with the delivery.
    public var dropoff: Place
    /// How many portions.
    public var items: Int
    /// Won.
    public var fee: Int
    public var distanceMeters: Int
    public var readyAt: Timestamp?
    /// The trip as it is planned.
    public var pickupAt: Timestamp
    public var dropoffAt: Timestamp
    public var alongside: [DeliveryID]?
    public var score: DeliveryOffer.Score
    public var version: Int

    /// - Returns: nil where nothing is offered.
    public init?(_ delivery: DeliveryData) {
        guard let offer = delivery.offer, let expiresAt = delivery.expiresAt else { return nil }
        let open = OpenDeliverySnapshot(delivery)
        self.deliveryId = delivery.deliveryId
        self.orderId = delivery.orderId
        self.expiresAt = expiresAt
        self.attempt = offer.attempt
        self.store = open.store
        self.dropoff = open.dropoff
        self.items = delivery.items
        self.fee = delivery.fee
        self.distanceMeters = delivery.distanceMeters
        self.readyAt = delivery.readyAt
        self.pickupAt = offer.pickupAt
        self.dropoffAt = offer.dropoffAt
        self.alongside = offer.alongside
        self.score = offer.score
        self.version = delivery.version
    }
}
