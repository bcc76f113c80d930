import Contracts
import Storage

/// Who brought a status about.
enum OrderActor: String, Codable, Sendable {
    case customer, store, rider, system
}

/// The read model of an order's past: one row a status.
enum OrderHistory {
    struct Entry: Codable, Sendable, Hashable {
        var version: Int
        var status: OrderStatus
        var statusText: String
        var at: Timestamp
        var actor: OrderActor
        var reason: String?
    }

    static func append(_ order: Order, actor: OrderActor, in transaction: Transaction) throws {
        try transaction.execute(
            "INSERT INTO order_history (order_id, version, status, at, actor, reason) VALUES ($1, $2, $3, $4, $5, $6)",
            [
                .text(order.id.rawValue), .integer(Int64(order.version)), .text(order.status.rawValue),
                .integer(order.statusAt.milliseconds), .text(actor.rawValue), SQLValue(order.reason),
            ]
        )
    }

    static func entries(
        of order: OrderID,
        after version: Int = 0,
        in transaction: Transaction
    ) throws -> [Entry] {
        try transaction.all(
            """
            SELECT version, status, at, actor, reason FROM order_history
            WHERE order_id = $1 AND version > $2 ORDER BY version
            """,
            [.text(order.rawValue), .integer(Int64(version))]
        ) { row in
            let status = OrderStatus(rawValue: row.text("status")) ?? .placed
            return Entry(
                version: row.integer("version"),
                status: status,
                statusText: status.text,
                at: Timestamp(milliseconds: row.long("at")),
                actor: OrderActor(rawValue: row.text("actor")) ?? .system,
                reason: row.optionalText("reason")
            )
        }
    }
}
