import Contracts

extension OrderData {
    static let sample = OrderData(
        orderId: OrderID(trusted: "o1"),
        customerId: CustomerID(trusted: "c1"),
        storeId: StoreID(trusted: "s1"),
        storeName: "역삼분식",
        status: .placed,
        version: 1,
        items: [OrderItem(foodId: FoodID(trusted: "f1"), name: "떡볶이 \"순한맛\"", quantity: 2, price: 4500)],
        options: "덜 맵게 🌶️\n\t단무지 많이 \\",
        amount: 9000,
        destination: Place(
            address: "서울 강남구 테헤란로 123 (역삼동)",
            region: RegionPath(sido: "서울", sigungu: "강남구", dong: "역삼동"),
            lat: 37.500625,
            lon: 127.036
        ),
        availability: .verified
    )
}
