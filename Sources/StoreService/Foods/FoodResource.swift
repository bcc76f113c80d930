import Contracts
import ServiceKit

/// A food as REST shows it.
struct FoodResource: Encodable, Sendable {
    private enum CodingKeys: String, CodingKey {
        case id, storeId, name, price, count, score, ratings, orders, version, createdAt
        case links = "_links"
    }

    let id: FoodID
    let storeId: StoreID
    let name: String
    let price: Int
    let count: Int
    /// Rounded to two places.
    let score: Double
    let ratings: Int
    let orders: Int
    let version: Int
    let createdAt: Timestamp
    let links: Links

    init(_ food: Food) {
        id = food.id
        storeId = food.storeID
        name = food.name
        price = food.price
        count = food.count
        score = (food.score * 100).rounded() / 100
        ratings = food.ratings
        orders = food.orders
        version = food.version
        createdAt = food.createdAt
        var links = Links(self: "/foods/\(food.id)")
        links["store"] = "/stores/\(food.storeID)"
        self.links = links
    }
}
