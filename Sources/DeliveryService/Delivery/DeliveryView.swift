import Contracts
import ServiceKit

/// A delivery as REST and the replies show it. What only the holder may see is there for the holder alone.
struct DeliveryView: Encodable, Sendable {
    private enum Key: String, CodingKey { case id, createdAt, address, note, safePhone, links = "_links" }

    let delivery: Delivery
    private let isForHolder: Bool

    /// - Parameter viewer: the rider who asked; nil for anybody.
    init(_ delivery: Delivery, for viewer: RiderID? = nil) {
        self.delivery = delivery
        self.isForHolder = viewer != nil && viewer == delivery.holder
    }

    func encode(to encoder: any Encoder) throws {
        try DeliveryData(delivery).encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(delivery.id, forKey: .id)
        try container.encode(delivery.createdAt, forKey: .createdAt)
        if isForHolder {
            try container.encodeIfPresent(delivery.errand.destination.address, forKey: .address)
            try container.encodeIfPresent(delivery.errand.note, forKey: .note)
            try container.encode(SafeNumber.of(delivery.id), forKey: .safePhone)
        }
        try container.encode(links, forKey: .links)
    }

    private var links: Links {
        let path = DeliveryView.path(delivery.id)
        var links = Links(self: path)
        links["order"] = "/orders/\(delivery.errand.orderId)"
        if let rider = delivery.riderId { links["rider"] = "/riders/\(rider)" }
        for action in delivery.legalActions { links[action.rawValue] = "\(path)/\(action.rawValue)" }
        return links
    }

    static func path(_ id: DeliveryID) -> String { "/deliveries/\(id)" }
}
