import Contracts
import ServiceKit

/// An order as REST shows it.
struct OrderResource: Encodable, Sendable {
    private let id: OrderID
    private let customerId: CustomerID
    private let storeId: StoreID
    private let storeName: String
    private let items: [OrderItem]
    private let foodId: FoodID?
    private let quantity: Int?
    private let options: String?
    private let amount: Int
    private let address: String?
    private let region: RegionPath
    private let inferred: Bool?
    private let availability: Availability
    private let status: OrderStatus
    private let statusText: String
    private let version: Int
    private let placedAt: Timestamp
    private let statusAt: Timestamp
    private let payBy: Timestamp?
    private let payment: OrderData.Payment?
    private let deliveryId: DeliveryID?
    private let riderId: RiderID?
    private let etaAt: Timestamp?
    private let rating: OrderData.Rating?
    private let reason: String?
    private let _links: Links

    init(_ order: Order) {
        id = order.id
        customerId = order.customerId
        storeId = order.storeId
        storeName = order.storeName
        items = order.items
        foodId = order.items.count == 1 ? order.items.first?.foodId : nil
        quantity = order.items.count == 1 ? order.items.first?.quantity : nil
        options = order.options
        amount = order.amount
        address = order.destination.address
        region = order.destination.region
        inferred = order.destination.inferred
        availability = order.availability
        status = order.status
        statusText = order.status.text
        version = order.version
        placedAt = order.placedAt
        statusAt = order.statusAt
        payBy = order.phase == .placed ? order.payBy : nil
        payment = order.payment
        deliveryId = order.deliveryId
        riderId = order.riderId
        etaAt = order.etaAt
        rating = order.rating
        reason = order.reason
        let href = "/orders/\(order.id)"
        var links = Links(self: href)
        links["status"] = "/orderStatuses/\(order.id)"
        links["stream"] = "\(href)/stream"
        links["payments"] = "/payments?orderId=\(order.id)"
        for action in order.legalActions { links[action] = action == "pay" ? "/payments" : "\(href)/\(action)" }
        _links = links
    }
}
