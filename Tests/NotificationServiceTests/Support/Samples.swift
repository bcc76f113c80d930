import Contracts

@testable import NotificationService

/// Events as the other services publish them.
enum Samples {
    static let time = Timestamp("2026-11-22T09:00:00.000Z")!
    static let orderId = OrderID("o1")!
    static let storePlace = Place(
        address: "서울 강남구 테헤란로 123",
        region: RegionPath(sido: "서울", sigungu: "강남구", dong: "역삼동")
    )
    static let door = Place(address: "서울 강남구 역삼로 1 101호", region: RegionPath(sido: "서울", sigungu: "강남구", dong: "역삼동"))
    static let items = [
        OrderItem(foodId: FoodID("f1")!, name: "떡볶이", quantity: 2, price: 4500),
        OrderItem(foodId: FoodID("f2")!, name: "김밥", quantity: 1, price: 3000),
    ]

    static func order(
        customer: String = "c1",
        status: OrderStatus = .paid,
        payment: PaymentStatus? = .approved,
        reason: String? = nil
    ) -> OrderData {
        OrderData(
            orderId: orderId,
            customerId: CustomerID(customer)!,
            storeId: StoreID("s1")!,
            storeName: "역삼분식",
            status: status,
            version: 2,
            items: items,
            options: "덜 맵게",
            amount: 12_000,
            destination: door,
            availability: .verified,
            payment: payment.map { .init(id: PaymentID("p1")!, amount: 12_000, method: "card", status: $0) },
            reason: reason
        )
    }

    static func storeOrder(
        customer: String? = "c1",
        status: StoreOrderStatus = .accepted,
        readyAt: Timestamp? = Timestamp("2026-11-22T09:20:00Z"),
        reason: String? = nil
    ) -> StoreOrderData {
        StoreOrderData(
            orderId: orderId,
            storeId: StoreID("s1")!,
            storeName: "역삼분식",
            customerId: customer.map { CustomerID($0)! },
            status: status,
            version: 2,
            items: items,
            options: nil,
            amount: 12_000,
            origin: storePlace,
            destination: door,
            readyAt: readyAt,
            reason: reason
        )
    }

    static func delivery(
        customer: String? = "c1",
        status: DeliveryStatus = .claimed,
        rider: String? = "r1",
        reason: String? = nil
    ) -> DeliveryData {
        DeliveryData(
            deliveryId: DeliveryID("d1")!,
            orderId: orderId,
            storeId: StoreID("s1")!,
            storeName: "역삼분식",
            customerId: customer.map { CustomerID($0)! },
            status: status,
            version: 3,
            origin: storePlace,
            destination: door.withoutAddress,
            items: 3,
            fee: 3500,
            distanceMeters: 1240,
            riderId: rider.map { RiderID($0)! },
            riderName: rider.map { _ in "박번개" },
            expiresAt: Timestamp("2026-11-22T09:25:00Z"),
            pickBy: Timestamp("2026-11-22T09:35:00Z"),
            reason: reason
        )
    }

    static func event(_ type: EventType, id: String? = nil, _ data: some Encodable) throws -> Event {
        Event(
            id: id ?? IDText.make(at: time),
            type: type,
            subject: orderId.rawValue,
            time: time,
            sequence: 1,
            correlationID: orderId.rawValue,
            causationID: "cause",
            traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            body: .data(try JSON.text(data))
        )
    }

    /// An event of any type that somebody is told of, for customer `c1`, store `s1` and rider `r1`.
    static func event(_ type: EventType) throws -> Event {
        switch type.context {
        case .order: try event(type, order(reason: "고객 변심"))
        case .store: try event(type, storeOrder(reason: "재료 소진"))
        case .delivery:
            try event(type, delivery(status: type == .deliveryOffered ? .offered : .claimed, reason: "오토바이 고장"))
        case .notification: throw TemplateFlaw("nobody follows notifications")
        }
    }

    static func notification(_ status: NotificationStatus = .pending, phone: String? = "01012345678") -> Notification {
        var notification = Notification(
            id: NotificationID("n1")!,
            eventId: "e1",
            eventType: .orderPaid,
            orderId: orderId,
            customerId: CustomerID("c1")!,
            role: .customer,
            recipientId: "c1",
            content: NotificationContent(
                templateCode: "ORDER_PAID",
                templateVersion: 1,
                parameters: ["고객명": "김하늘"],
                title: "결제가 완료됐어요",
                message: "김하늘님, 결제가 완료됐어요.",
                buttons: [
                    NotificationButton(
                        type: .webLink,
                        name: "주문상세 보기",
                        linkMo: "http://a/orders/o1",
                        linkPc: "http://a/orders/o1"
                    )
                ]
            ),
            reach: phone.flatMap(PhoneNumber.init).map(Notification.Reach.phone) ?? .asked,
            at: time,
            traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
        )
        notification.status = status
        return notification
    }
}
