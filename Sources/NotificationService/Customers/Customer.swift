import Contracts
import ServiceKit

/// Somebody who orders, and how to reach them.
struct Customer: Hashable, Sendable {
    static let nameLimit = 50

    let id: CustomerID
    var name: String
    var phone: PhoneNumber?
    /// Wants no messages but those about refunds and cancellations.
    var isMuted: Bool
    var version: Int
    let createdAt: Timestamp

    init(id: CustomerID, name: String, phone: PhoneNumber?, isMuted: Bool, version: Int = 1, createdAt: Timestamp) {
        self.id = id
        self.name = name
        self.phone = phone
        self.isMuted = isMuted
        self.version = version
        self.createdAt = createdAt
    }

    /// Whether two say the same of the same person, whenever they were written.
    func isSame(as other: Customer) -> Bool {
        id == other.id && name == other.name && phone == other.phone && isMuted == other.isMuted
    }
}

/// A customer as REST shows one.
struct CustomerView: Encodable {
    private enum CodingKeys: String, CodingKey { case id, name, phone, muted, version, createdAt, links = "_links" }

    let id: CustomerID
    let name: String
    let phone: String?
    let muted: Bool
    let version: Int
    let createdAt: Timestamp
    let links: Links

    init(_ customer: Customer) {
        id = customer.id
        name = customer.name
        phone = customer.phone?.masked
        muted = customer.isMuted
        version = customer.version
        createdAt = customer.createdAt
        var links = Links(self: "/customers/\(customer.id)")
        links["notificationLogs"] = "/notificationLogs?customerId=\(customer.id)"
        self.links = links
    }
}
