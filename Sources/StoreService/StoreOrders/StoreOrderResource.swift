import Contracts
import ServiceKit

/// A store order as REST shows it: the data of its events, with `id` and the links to what can be done now.
struct StoreOrderResource: Encodable, Sendable {
    private enum CodingKeys: String, CodingKey {
        case id, createdAt
        case links = "_links"
    }

    private let order: StoreOrder

    init(_ order: StoreOrder) { self.order = order }

    func encode(to encoder: any Encoder) throws {
        try order.data.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(order.data.orderId, forKey: .id)
        try container.encode(order.createdAt, forKey: .createdAt)
        try container.encode(links, forKey: .links)
    }

    private var links: Links {
        let address = "/storeOrders/\(order.data.orderId)"
        var links = Links(self: address)
        links["store"] = "/stores/\(order.data.storeId)"
        for action in order.data.status.actions { links[action.rawValue] = "\(address)/\(action.rawValue)" }
        return links
    }
}
