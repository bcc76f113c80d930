import Contracts
import Foundation

@testable import OrderService

enum Sample {
    static let now = Timestamp(milliseconds: 1_795_338_000_000)
    static let store = StoreData(
        storeId: StoreID(trusted: "s1"),
        name: "역삼분식",
        place: Place(
            address: "서울 강남구 테헤란로 123 (역삼동)",
            region: RegionPath(sido: "서울", sigungu: "강남구", dong: "역삼동"),
            lat: 37.5,
            lon: 127.03
        ),
        version: 1
    )
    static let tteokbokki = OrderItem(foodId: FoodID(trusted: "f1"), name: "떡볶이", quantity: 2, price: 4500)
    static let gimbap = OrderItem(foodId: FoodID(trusted: "f2"), name: "김밥", quantity: 1, price: 3500)

    static func payment(_ status: PaymentStatus = .approved, amount: Int = 12_500, id: String = "p1")
        -> OrderData.Payment
    {
        OrderData.Payment(id: PaymentID(trusted: id), amount: amount, method: "card", status: status)
    }

    /// An order in that status, with the parts it takes to be there.
    static func order(_ status: OrderStatus, id: String = "o1") -> Order {
        var order = Order(
            id: OrderID(trusted: id),
            customerId: CustomerID(trusted: "c1"),
            storeId: store.storeId,
            storeName: store.name,
            items: [tteokbokki, gimbap],
            options: nil,
            destination: Place(address: "서울 강남구 테헤란로 152", region: store.place.region),
            availability: .verified,
            placedAt: now,
            payBy: now + .seconds(600)
        )
        switch status {
        case .placed, .expired: break
        case .paid, .accepted, .cooking, .cooked, .assigned, .pickedUp, .delivered, .completed, .cancelRequested,
            .cancelled,
            .rejected:
            order.payment = payment()
            order.phase = .paid
        }
        switch status {
        case .placed: break
        case .expired: order.phase = .expired
        case .paid: order.store = .received
        case .accepted: (order.store, order.delivery) = (.accepted, .preparing)
        case .cooking: (order.store, order.delivery) = (.cooking, .preparing)
        case .cooked: (order.store, order.delivery) = (.cooked, .open)
        case .assigned: (order.store, order.delivery) = (.cooked, .claimed)
        case .pickedUp: (order.store, order.delivery) = (.cooked, .pickedUp)
        case .delivered: (order.store, order.delivery) = (.cooked, .delivered)
        case .completed: (order.phase, order.store, order.delivery) = (.completed, .cooked, .delivered)
        case .cancelRequested: (order.phase, order.store) = (.cancelRequested, .accepted)
        case .cancelled:
            (order.phase, order.store) = (.cancelled, .cancelled)
            order.payment?.status = .refunded
        case .rejected:
            (order.phase, order.store) = (.rejected, .rejected)
            order.payment?.status = .refunded
        }
        if order.delivery != nil { order.deliveryId = DeliveryID(trusted: "d1") }
        if [.assigned, .pickedUp, .delivered, .completed].contains(status) { order.riderId = RiderID(trusted: "r1") }
        return order
    }

    static func storeOrder(
        _ status: StoreOrderStatus,
        order: String = "o1",
        reason: String? = nil,
        readyAt: Timestamp? = nil
    ) -> StoreOrderData {
        StoreOrderData(
            orderId: OrderID(trusted: order),
            storeId: store.storeId,
            storeName: store.name,
            customerId: CustomerID(trusted: "c1"),
            status: status,
            version: 1,
            items: [tteokbokki, gimbap],
            options: nil,
            amount: 12_500,
            origin: store.place,
            destination: store.place,
            readyAt: readyAt,
            reason: reason
        )
    }

    static func delivery(
        _ status: DeliveryStatus,
        order: String = "o1",
        rider: String? = nil,
        readyAt: Timestamp? = nil
    ) -> DeliveryData {
        DeliveryData(
            deliveryId: DeliveryID(trusted: "d1"),
            orderId: OrderID(trusted: order),
            storeId: store.storeId,
            storeName: store.name,
            customerId: CustomerID(trusted: "c1"),
            status: status,
            version: 1,
            origin: store.place,
            destination: store.place,
            items: 3,
            fee: 3500,
            distanceMeters: 1400,
            riderId: rider.map(RiderID.init(trusted:)),
            riderName: rider.map { "라이더 \($0)" },
            readyAt: readyAt
        )
    }
}

/// The status that each of the store's events about an order tells of.
let storeEvents: [(EventType, StoreOrderStatus)] = [
    (.orderReceived, .received), (.orderAccepted, .accepted), (.orderRejected, .rejected), (.cookingStarted, .cooking),
    (.cookingFinished, .cooked), (.cancelRefused, .cooking), (.storeOrderCancelled, .cancelled),
]

/// The status that each of the delivery's events tells of.
let deliveryEvents: [(EventType, DeliveryStatus)] = [
    (.deliveryPrepared, .preparing), (.deliveryOpened, .open), (.deliveryOffered, .offered), (.offerDeclined, .open),
    (.offerExpired, .open), (.deliveryClaimed, .claimed), (.deliveryReleased, .open), (.deliveryPickedUp, .pickedUp),
    (.deliveryDelivered, .delivered), (.deliveryCancelled, .cancelled),
]
