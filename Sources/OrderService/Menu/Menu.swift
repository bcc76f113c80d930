import Contracts
import Storage

/// The menu as the store service last told it: what is sold while the store is down.
enum Menu {
    static func learn(_ store: StoreData, in transaction: Transaction) throws {
        try transaction.execute(
            "INSERT INTO menu_store (id, data) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET data = excluded.data",
            [.text(store.storeId.rawValue), .text(try JSON.text(store))]
        )
    }

    static func learn(_ food: FoodData, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO menu_food (id, store_id, name, price, count) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (id) DO UPDATE SET store_id = excluded.store_id, name = excluded.name, price = excluded.price,
                count = excluded.count
            """,
            [
                .text(food.foodId.rawValue), .text(food.storeId.rawValue), .text(food.name),
                .integer(Int64(food.price)), .integer(Int64(food.count)),
            ]
        )
    }

    /// What the store would have answered, as far as it is known here.
    ///
    /// - Throws: `Problem` `food-not-orderable` where the menu does not have it.
    static func reservation(for request: ReservationRequest, in transaction: Transaction) throws -> Reservation {
        var items: [OrderItem] = []
        var storeId: StoreID?
        for line in request.items {
            guard
                let (food, store, count) = try transaction.first(
                    "SELECT store_id, name, price, count FROM menu_food WHERE id = $1",
                    [.text(line.foodId.rawValue)],
                    { row in
                        (
                            OrderItem(
                                foodId: line.foodId,
                                name: row.text("name"),
                                quantity: line.quantity,
                                price: row.integer("price")
                            ),
                            StoreID(trusted: row.text("store_id")), row.integer("count")
                        )
                    }
                )
            else { throw Problem(.foodNotOrderable, "메뉴에 없는 음식(\(line.foodId))이에요. 메뉴를 다시 확인해 주세요.") }
            guard count > 0 else { throw Problem(.foodNotOrderable, "\(food.name) 음식은 지금 품절이에요.") }
            guard storeId == nil || storeId == store else {
                throw Problem(.foodNotOrderable, "한 번에 한 가게의 음식만 주문할 수 있어요.")
            }
            storeId = store
            items.append(food)
        }
        guard let storeId,
            let text = try transaction.first(
                "SELECT data FROM menu_store WHERE id = $1",
                [.text(storeId.rawValue)],
                { $0.text("data") }
            )
        else { throw Problem(.foodNotOrderable, "가게를 찾을 수 없어요. 메뉴를 다시 확인해 주세요.") }
        return Reservation(orderId: request.orderId, store: try JSON.decode(StoreData.self, from: text), items: items)
    }
}
