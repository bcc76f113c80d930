import Contracts

/// The stores and foods of a first start.
enum StoreSamples {
    static let stores = [
        StoreForm(id: id("s1"), name: "역삼분식", address: "서울 강남구 테헤란로 123 (역삼동)", phone: "0200000001"),
        StoreForm(id: id("s2"), name: "홍대치킨", address: "서울 마포구 양화로 160 (동교동)", phone: "0200000002"),
        StoreForm(id: id("s3"), name: "수원갈비", address: "경기 수원시 팔달구 정조로 825 (남창동)", phone: "0310000003"),
    ]

    static let foods = [
        food("f1", "떡볶이", price: 4500, count: 100, at: "s1"),
        food("f2", "김밥", price: 3500, count: 100, at: "s1"),
        food("f3", "순대", price: 5000, count: 100, at: "s1"),
        food("f4", "후라이드치킨", price: 18_000, count: 50, at: "s2"),
        food("f5", "양념치킨", price: 19_000, count: 50, at: "s2"),
        food("f6", "왕갈비", price: 42_000, count: 30, at: "s3"),
        food("f7", "갈비탕", price: 14_000, count: 40, at: "s3"),
    ]

    static func add(in work: UnitOfWork) throws {
        guard try StoreTable.isEmpty(in: work.transaction) else { return }
        for store in stores { _ = try StoreRegistration(work).register(store) }
        for food in foods { _ = try FoodMenu(work).register(food) }
    }

    private static func food(_ id: String, _ name: String, price: Int, count: Int, at store: String) -> FoodForm {
        FoodForm(id: Self.id(id), name: name, price: price, count: count, storeId: Self.id(store))
    }

    private static func id<Entity>(_ text: String) -> ID<Entity> { ID(trusted: text) }
}
