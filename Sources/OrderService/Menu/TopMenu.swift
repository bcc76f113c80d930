import Contracts
import ServiceKit
import Storage

/// The read model of what is ordered most and rated best.
enum TopMenu {
    /// Counts an order for each of its foods, once its cooking has finished.
    static func count(_ items: [OrderItem], store: StoreID, in transaction: Transaction) throws {
        for item in items {
            try transaction.execute(
                """
                INSERT INTO top_menu (food_id, store_id, name, orders, score_sum, ratings) VALUES ($1, $2, $3, 1, 0, 0)
                ON CONFLICT (food_id) DO UPDATE SET name = excluded.name, orders = top_menu.orders + 1
                """,
                [.text(item.foodId.rawValue), .text(store.rawValue), .text(item.name)]
            )
        }
    }

    /// Adds an order's stars, even where the end of its cooking is heard of only later.
    static func rate(_ items: [OrderItem], store: StoreID, score: Int, in transaction: Transaction) throws {
        for item in items {
            try transaction.execute(
                """
                INSERT INTO top_menu (food_id, store_id, name, orders, score_sum, ratings) VALUES ($1, $2, $3, 0, $4, 1)
                ON CONFLICT (food_id) DO UPDATE SET score_sum = top_menu.score_sum + excluded.score_sum,
                    ratings = top_menu.ratings + 1
                """,
                [.text(item.foodId.rawValue), .text(store.rawValue), .text(item.name), .integer(Int64(score))]
            )
        }
    }

    /// One food's place, as REST shows it.
    struct Entry: Encodable, Sendable {
        let id: String
        let foodId: String
        let name: String
        let storeId: String
        let orders: Int
        /// The mean, to two decimals; 0 without a rating.
        let score: Double
        let ratings: Int
        let version: Int
        let _links: Links

        init(_ row: Row) {
            foodId = row.text("food_id")
            id = foodId
            name = row.text("name")
            storeId = row.text("store_id")
            orders = row.integer("orders")
            ratings = row.integer("ratings")
            let mean = ratings == 0 ? 0 : Double(row.integer("score_sum")) / Double(ratings)
            score = (mean * 100).rounded() / 100
            version = orders + ratings
            var links = Links(self: "/topMenus/\(foodId)")
            links["food"] = "/foods/\(foodId)"
            _links = links
        }
    }
}
