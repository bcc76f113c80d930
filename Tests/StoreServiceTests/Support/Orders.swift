import Contracts

extension OrderData {
    /// An order of one food of 역삼분식.
    static func sample(
        _ id: String = "o1",
        food: String = "f1",
        quantity: Int = 2,
        availability: Availability = .verified
    ) -> OrderData {
        OrderData(
            orderId: OrderID(trusted: id),
            customerId: CustomerID(trusted: "c1"),
            storeId: StoreID(trusted: "s1"),
            storeName: "역삼분식",
            status: .placed,
            version: 1,
            items: [OrderItem(foodId: FoodID(trusted: food), name: "떡볶이", quantity: quantity, price: 4500)],
            options: "덜 맵게",
            amount: 4500 * quantity,
            destination: Place(address: "서울 강남구 역삼동 1", region: RegionPath("서울/강남구/역삼동") ?? .unknown),
            availability: availability
        )
    }

    var request: ReservationRequest {
        ReservationRequest(
            orderId: orderId,
            items: items.map { ReservationRequest.Line(foodId: $0.foodId, quantity: $0.quantity) }
        )
    }
}

extension StoreOrderData {
    static func sample(_ status: StoreOrderStatus, acceptBy: Timestamp? = nil) -> StoreOrderData {
        StoreOrderData(
            orderId: OrderID(trusted: "o1"),
            storeId: StoreID(trusted: "s1"),
            storeName: "역삼분식",
            customerId: CustomerID(trusted: "c1"),
            status: status,
            version: 7,
            items: OrderData.sample().items,
            options: "덜 맵게",
            amount: 9000,
            origin: Place(region: RegionPath("서울/강남구/역삼동") ?? .unknown, lat: 37.5, lon: 127.03),
            destination: OrderData.sample().destination,
            acceptBy: acceptBy
        )
    }
}

/// The ids of the samples, and one that nothing has.
extension ID {
    static func named(_ text: String) -> Self { ID(trusted: text) }
}
