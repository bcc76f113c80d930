import Contracts
import Storage

/// The rows of what is held. The state moves by conditional updates, so that portions go back exactly once.
enum HeldFoodTable {
    static func find(_ order: OrderID, in transaction: Transaction) throws -> HeldFood? {
        try transaction.first("SELECT * FROM reservation WHERE order_id = $1", [.text(order.rawValue)], heldFood)
    }

    static func save(_ held: HeldFood, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO reservation (order_id, store_id, items, state, confirmed, reason, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (order_id) DO UPDATE SET store_id = excluded.store_id, items = excluded.items,
                state = excluded.state, confirmed = excluded.confirmed, reason = excluded.reason,
                created_at = excluded.created_at
            """,
            [
                .text(held.orderID.rawValue), .text(held.storeID.rawValue), .text(try JSON.text(held.items)),
                .text(held.state.rawValue), SQLValue(held.isConfirmed), SQLValue(held.reason),
                .integer(held.createdAt.milliseconds),
            ]
        )
    }

    /// - Returns: false where nothing is held for the order.
    static func confirm(_ order: OrderID, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            "UPDATE reservation SET confirmed = 1 WHERE order_id = $1 AND state = 'HELD'",
            [.text(order.rawValue)]
        ) > 0
    }

    /// Ends the holding.
    ///
    /// - Returns: what was held until now; nil where nothing was.
    static func end(_ order: OrderID, as state: HeldFood.State, in transaction: Transaction) throws -> [OrderItem]? {
        try transaction.all(
            "UPDATE reservation SET state = $2 WHERE order_id = $1 AND state = 'HELD' RETURNING items",
            [.text(order.rawValue), .text(state.rawValue)]
        ) { try JSON.decode([OrderItem].self, from: $0.text("items")) }.first
    }

    /// Orders for which food was held before a time and that nobody has placed.
    static func unconfirmed(before time: Timestamp, limit: Int, in transaction: Transaction) throws -> [OrderID] {
        try transaction.all(
            """
            SELECT order_id FROM reservation WHERE state = 'HELD' AND confirmed = 0 AND created_at <= $1
            ORDER BY created_at LIMIT $2
            """,
            [.integer(time.milliseconds), .integer(Int64(limit))]
        ) { OrderID(trusted: $0.text("order_id")) }
    }

    private static func heldFood(_ row: Row) throws -> HeldFood {
        guard let state = HeldFood.State(rawValue: row.text("state")) else {
            throw UnreadableRow(table: "reservation", column: "state")
        }
        return HeldFood(
            orderID: OrderID(trusted: row.text("order_id")),
            storeID: StoreID(trusted: row.text("store_id")),
            items: try JSON.decode([OrderItem].self, from: row.text("items")),
            state: state,
            isConfirmed: row.flag("confirmed"),
            reason: row.optionalText("reason"),
            createdAt: Timestamp(milliseconds: row.long("created_at"))
        )
    }
}

/// A row holds what this program does not know: a newer one wrote it.
struct UnreadableRow: Error {
    let table: String
    let column: String
}
