import Contracts
import Storage

/// The rows of orders.
enum OrderTable {
    static func find(_ id: OrderID, in transaction: Transaction) throws -> Order? {
        try transaction.first("SELECT state FROM orders WHERE id = $1", [.text(id.rawValue)], order)
    }

    static func insert(_ order: Order, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO orders (id, customer_id, store_id, status, version, amount, placed_at, status_at, pay_by, state)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            [
                .text(order.id.rawValue), .text(order.customerId.rawValue), .text(order.storeId.rawValue),
                .text(order.status.rawValue), .integer(Int64(order.version)), .integer(Int64(order.amount)),
                .integer(order.placedAt.milliseconds), .integer(order.statusAt.milliseconds), deadline(of: order),
                .text(try JSON.text(order)),
            ]
        )
    }

    static func update(_ order: Order, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE orders SET status = $2, version = $3, status_at = $4, pay_by = $5, state = $6 WHERE id = $1",
            [
                .text(order.id.rawValue), .text(order.status.rawValue), .integer(Int64(order.version)),
                .integer(order.statusAt.milliseconds), deadline(of: order), .text(try JSON.text(order)),
            ]
        )
    }

    /// Orders whose time to pay is over.
    static func unpaid(at now: Timestamp, limit: Int, in transaction: Transaction) throws -> [Order] {
        try transaction.all(
            "SELECT state FROM orders WHERE pay_by IS NOT NULL AND pay_by <= $1 ORDER BY pay_by LIMIT $2",
            [.integer(now.milliseconds), .integer(Int64(limit))],
            order
        )
    }

    static func order(_ row: Row) throws -> Order { try JSON.decode(Order.self, from: row.text("state")) }

    /// Only an order that waits for its payment has one, so that the index holds nothing else.
    private static func deadline(of order: Order) -> SQLValue {
        order.phase == .placed ? .integer(order.payBy.milliseconds) : .null
    }
}
