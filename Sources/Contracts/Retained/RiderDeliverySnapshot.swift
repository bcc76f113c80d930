/// The retained payload of `riders/{riderId}/deliveries/{deliveryId}`: all the rider who holds it needs.
public struct RiderDeliverySnapshot: Codable, Hashable, Sendable {
    public var delivery: DeliveryData
    /// The street address of the door.
    public var address: String?
    /// The customer's note.
    public var note: String?
    /// A safe number (안심번호) that stands for the customer's phone while the delivery lasts.
    public var safePhone: String

    public init(delivery: DeliveryData, address: String?, note: String?, safePhone: String) {
        self.delivery = delivery
        self.address = address
        self.note = note
        self.safePhone = safePhone
    }
}
