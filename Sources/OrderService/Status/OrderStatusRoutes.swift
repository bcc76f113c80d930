import Contracts
import Hummingbird
import ServiceKit
import Storage

/// `GET /orderStatuses/{orderId}`: the read model, answered from this service's own tables whoever else is down.
struct OrderStatusRoutes: Sendable {
    let database: Database

    func add(to router: Router<ServiceContext>) {
        router.get("/orderStatuses/:id") { [database] _, context in
            let id = try context.id(as: OrderID.self)
            let found = try await database.read { transaction in
                try OrderTable.find(id, in: transaction).map { order in
                    OrderStatusResource(order, history: try OrderHistory.entries(of: id, in: transaction))
                }
            }
            guard let found else { throw OrderProblem.unknown }
            return try Answer(version: found.version, found)
        }
    }
}

/// An order's status with its past, as REST shows it.
struct OrderStatusResource: Encodable, Sendable {
    private struct Rider: Encodable, Sendable {
        let id: RiderID
        let name: String?
    }

    private let id: OrderID
    private let orderId: OrderID
    private let customerId: CustomerID
    private let storeId: StoreID
    private let storeName: String
    private let status: OrderStatus
    private let statusText: String
    let version: Int
    private let at: Timestamp
    private let etaAt: Timestamp?
    private let deliveryId: DeliveryID?
    private let rider: Rider?
    private let reason: String?
    private let history: [OrderHistory.Entry]
    private let _links: Links

    init(_ order: Order, history: [OrderHistory.Entry]) {
        id = order.id
        orderId = order.id
        customerId = order.customerId
        storeId = order.storeId
        storeName = order.storeName
        status = order.status
        statusText = order.status.text
        version = order.version
        at = order.statusAt
        etaAt = order.etaAt
        deliveryId = order.deliveryId
        rider = order.riderId.map { Rider(id: $0, name: order.riderName) }
        reason = order.reason
        self.history = history
        var links = Links(self: "/orderStatuses/\(order.id)")
        links["order"] = "/orders/\(order.id)"
        links["stream"] = "/orders/\(order.id)/stream"
        _links = links
    }
}
