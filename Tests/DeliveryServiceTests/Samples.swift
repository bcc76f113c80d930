import Contracts

@testable import DeliveryService

/// Riders, orders and deliveries for the tests.
enum Sample {
    static let now = Timestamp(milliseconds: 1_795_338_000_000)
    static let holder = Rider(id: RiderID(trusted: "holder"), name: "박번개", phone: "01011112222")
    static let other = Rider(id: RiderID(trusted: "other"), name: "최바람", phone: "01033334444")

    static let store = Place(
        address: "서울 강남구 테헤란로 123",
        region: RegionPath(sido: "서울", sigungu: "강남구", dong: "역삼동"),
        lat: 37.5,
        lon: 127.036
    )
    static let door = Place(
        address: "서울 강남구 삼성로 77, 101동 202호",
        region: RegionPath(sido: "서울", sigungu: "강남구", dong: "대치동"),
        lat: 37.494,
        lon: 127.06
    )

    static func order(_ id: String, _ status: StoreOrderStatus, reason: String? = nil) -> StoreOrderData {
        StoreOrderData(
            orderId: OrderID(trusted: id),
            storeId: StoreID(trusted: "s1"),
            storeName: "역삼분식",
            customerId: CustomerID(trusted: "c1"),
            status: status,
            version: 2,
            items: [
                OrderItem(foodId: FoodID(trusted: "f1"), name: "떡볶이", quantity: 2, price: 4500),
                OrderItem(foodId: FoodID(trusted: "f2"), name: "김밥", quantity: 1, price: 3500),
            ],
            options: "문 앞에 놓아 주세요",
            amount: 12_500,
            origin: store,
            destination: door,
            cookMinutes: 15,
            readyAt: now + .seconds(900),
            reason: reason
        )
    }

    static func terms(at now: Timestamp = now, _ configuration: DeliveryConfiguration = .init()) -> Terms {
        Terms(now: now, configuration: configuration)
    }

    static let offer = DeliveryOffer(
        attempt: 1,
        pickupAt: now + .seconds(300),
        dropoffAt: now + .seconds(1200),
        alongside: nil,
        score: DeliveryOffer.Score(total: 9.5, excess: 5, lateness: 0, riderMinutes: 15)
    )

    /// A delivery that has come to a status the way deliveries do; held by `holder`, or offered to, where somebody is.
    ///
    /// - Parameter isReady: false for food that still cooks.
    static func delivery(_ status: DeliveryStatus, isReady: Bool = true, id: String = "d1") throws -> Delivery {
        var (delivery, _) = Delivery.prepare(
            DeliveryID(trusted: id),
            Errand(order("order-\(id)", .accepted)),
            readyAt: now,
            at: now
        )
        func open() { _ = delivery.ready(readyAt: nil, mode: .board, terms()) }
        func claim() throws {
            if isReady {
                open()
                _ = try delivery.claim(by: holder, holding: 0, terms())
            } else {
                _ = try delivery.offer(to: holder, offer, holding: 0, terms())
                _ = try delivery.accept(by: holder, holding: 0, terms())
            }
        }
        switch status {
        case .preparing:
            if isReady { _ = delivery.ready(readyAt: nil, mode: .auto, terms()) }
        case .open:
            open()
        case .offered:
            if isReady { _ = delivery.ready(readyAt: nil, mode: .auto, terms()) }
            _ = try delivery.offer(to: holder, offer, holding: 0, terms())
        case .claimed:
            try claim()
        case .pickedUp:
            try claim()
            _ = try delivery.pick(by: holder.id)
        case .delivered:
            try claim()
            _ = try delivery.pick(by: holder.id)
            _ = try delivery.deliver(by: holder.id)
        case .cancelled:
            try claim()
            _ = delivery.cancel(reason: "고객이 취소했어요.")
        }
        return delivery
    }
}
