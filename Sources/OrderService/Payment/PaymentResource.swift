import Contracts
import ServiceKit

/// A payment as REST shows it.
struct PaymentResource: Encodable, Sendable {
    private enum Key: String, CodingKey {
        case id, orderId, customerId, amount, method, status, version, paidAt
        case links = "_links"
    }

    private let entry: PaymentTable.Entry

    init(_ entry: PaymentTable.Entry) { self.entry = entry }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(entry.payment.id, forKey: .id)
        try container.encode(entry.orderId, forKey: .orderId)
        try container.encode(entry.customerId, forKey: .customerId)
        try container.encode(entry.payment.amount, forKey: .amount)
        try container.encode(entry.payment.method, forKey: .method)
        try container.encode(entry.payment.status, forKey: .status)
        try container.encode(entry.version, forKey: .version)
        try container.encode(entry.paidAt, forKey: .paidAt)
        var links = Links(self: "/payments/\(entry.payment.id)")
        links["order"] = "/orders/\(entry.orderId)"
        try container.encode(links, forKey: .links)
    }
}
