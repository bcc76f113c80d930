import Contracts
import ServiceKit
import Storage

/// The rows of the foods. Every change that a reader can see moves the version.
enum FoodTable {
    static func find(_ id: FoodID, in transaction: Transaction) throws -> Food? {
        try transaction.first("SELECT * FROM food WHERE id = $1", [.text(id.rawValue)], food)
    }

    static func page(
        _ page: PageRequest,
        of store: StoreID?,
        in transaction: Transaction
    ) throws -> (items: [Food], total: Int) {
        var listing = Listing("food")
        listing.filter("store_id", store?.rawValue)
        return try listing.fetch(page, key: "id", in: transaction, food)
    }

    static func registration(of id: FoodID, in transaction: Transaction) throws -> FoodForm? {
        let text = try transaction.first("SELECT registration FROM food WHERE id = $1", [.text(id.rawValue)]) {
            $0.text("registration")
        }
        guard let text else { return nil }
        var form = try JSON.decode(FoodForm.self, from: text)
        form.id = id
        return form
    }

    static func insert(_ food: Food, registration: FoodForm, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO food (id, store_id, name, price, portions, score_total, ratings, score, orders, version,
                created_at, registration)
            VALUES ($1, $2, $3, $4, $5, 0, 0, 0, 0, $6, $7, $8)
            """,
            [
                .text(food.id.rawValue), .text(food.storeID.rawValue), .text(food.name), .integer(Int64(food.price)),
                .integer(Int64(food.count)), .integer(Int64(food.version)), .integer(food.createdAt.milliseconds),
                .text(try JSON.text(registration)),
            ]
        )
    }

    static func update(_ food: Food, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE food SET name = $2, price = $3, portions = $4, version = $5 WHERE id = $1",
            [
                .text(food.id.rawValue), .text(food.name), .integer(Int64(food.price)), .integer(Int64(food.count)),
                .integer(Int64(food.version)),
            ]
        )
    }

    /// Takes portions of a food.
    ///
    /// - Returns: the food with what is left; nil where there is no such food or not enough of it.
    static func take(_ quantity: Int, of id: FoodID, in transaction: Transaction) throws -> Food? {
        try transaction.all(
            """
            UPDATE food SET portions = portions - $2, version = version + 1 WHERE id = $1 AND portions >= $2
            RETURNING *
            """,
            [.text(id.rawValue), .integer(Int64(quantity))],
            food
        ).first
    }

    /// Puts portions back.
    ///
    /// - Returns: the food with what it has now.
    static func putBack(_ quantity: Int, of id: FoodID, in transaction: Transaction) throws -> Food? {
        try transaction.all(
            "UPDATE food SET portions = portions + $2, version = version + 1 WHERE id = $1 RETURNING *",
            [.text(id.rawValue), .integer(Int64(quantity))],
            food
        ).first
    }

    /// Counts an order that the food was cooked for.
    static func countOrder(of id: FoodID, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE food SET orders = orders + 1, version = version + 1 WHERE id = $1",
            [.text(id.rawValue)]
        )
    }

    /// - Parameter score: 1 to 5.
    static func rate(_ id: FoodID, score: Int, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE food SET score_total = score_total + $2, ratings = ratings + 1,
                score = (score_total + $2) * 1.0 / (ratings + 1), version = version + 1
            WHERE id = $1
            """,
            [.text(id.rawValue), .integer(Int64(score))]
        )
    }

    private static func food(_ row: Row) -> Food {
        Food(
            id: FoodID(trusted: row.text("id")),
            storeID: StoreID(trusted: row.text("store_id")),
            name: row.text("name"),
            price: row.integer("price"),
            count: row.integer("portions"),
            score: row.real("score"),
            ratings: row.integer("ratings"),
            orders: row.integer("orders"),
            version: row.integer("version"),
            createdAt: Timestamp(milliseconds: row.long("created_at"))
        )
    }
}
