import Contracts

/// What is to be carried, from where to where: the part of a delivery that never changes.
struct Errand: Hashable, Sendable {
    var orderId: OrderID
    var storeId: StoreID
    var storeName: String
    /// Absent in a record made by hand.
    var customerId: CustomerID?
    var origin: Place
    /// With the street address, which only the rider who holds the delivery gets to see.
    var destination: Place
    /// The customer's note; for the holder's eyes too.
    var note: String?
    /// How many portions.
    var items: Int
    var isManual = false

    /// Where the board announces it: the customer's region, which always has its three levels.
    var region: RegionPath { destination.region.levels.count == 3 ? destination.region : .unknown }
}

extension Errand {
    init(_ order: StoreOrderData) {
        self.init(
            orderId: order.orderId,
            storeId: order.storeId,
            storeName: order.storeName,
            customerId: order.customerId,
            origin: order.origin,
            destination: order.destination,
            note: order.options,
            items: order.items.reduce(0) { $0 + $1.quantity },
            isManual: order.manual ?? false
        )
    }
}
