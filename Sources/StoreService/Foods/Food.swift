import Contracts

/// A food on a store's menu, with the portions that are left of it.
struct Food: Sendable, Hashable {
    let id: FoodID
    let storeID: StoreID
    var name: String
    /// Won.
    var price: Int
    /// Portions left.
    var count: Int
    /// The mean of the ratings, 0 where there is none.
    var score = 0.0
    var ratings = 0
    /// Orders it was cooked for.
    var orders = 0
    var version = 1
    let createdAt: Timestamp

    static let priceRange = 0...100_000_000
    static let countRange = 0...1_000_000

    /// - Returns: whether anything is another than it was.
    mutating func apply(_ change: FoodChange) -> Bool {
        let before = (name, price, count)
        name = change.name ?? name
        price = change.price ?? price
        count = change.count ?? count
        guard before != (name, price, count) else { return false }
        version += 1
        return true
    }

    func data(storeName: String) -> FoodData {
        FoodData(
            foodId: id,
            storeId: storeID,
            storeName: storeName,
            name: name,
            price: price,
            count: count,
            version: version
        )
    }
}

/// What an owner changes of a food; nil leaves it as it is.
struct FoodChange: Sendable, Hashable {
    var name: String?
    var price: Int?
    var count: Int?
}
