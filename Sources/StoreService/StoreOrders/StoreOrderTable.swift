import Contracts
import ServiceKit
import Storage

/// The rows of the store orders.
enum StoreOrderTable {
    static func find(_ id: OrderID, in transaction: Transaction) throws -> StoreOrder? {
        try transaction.first("SELECT * FROM store_order WHERE order_id = $1", [.text(id.rawValue)], storeOrder)
    }

    static func page(
        _ page: PageRequest,
        of store: StoreID?,
        status: StoreOrderStatus?,
        in transaction: Transaction
    ) throws -> (items: [StoreOrder], total: Int) {
        var listing = Listing("store_order")
        listing.filter("store_id", store?.rawValue)
        listing.filter("status", status?.rawValue)
        return try listing.fetch(page, key: "order_id", in: transaction, storeOrder)
    }

    /// Orders that had to be accepted by a time and were not.
    static func unaccepted(by time: Timestamp, limit: Int, in transaction: Transaction) throws -> [OrderID] {
        try transaction.all(
            """
            SELECT order_id FROM store_order WHERE status = 'RECEIVED' AND accept_by <= $1
            ORDER BY accept_by LIMIT $2
            """,
            [.integer(time.milliseconds), .integer(Int64(limit))]
        ) { OrderID(trusted: $0.text("order_id")) }
    }

    static func insert(_ order: StoreOrder, in transaction: Transaction) throws {
        let data = order.data
        try transaction.execute(
            """
            INSERT INTO store_order (order_id, status, version, cook_minutes, ready_at, reason, store_id, store_name,
                customer_id, items, options, amount, origin, destination, accept_by, manual, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            """,
            moving(data) + [
                .text(data.storeId.rawValue), .text(data.storeName), SQLValue(data.customerId?.rawValue),
                .text(try JSON.text(data.items)), SQLValue(data.options), .integer(Int64(data.amount)),
                .text(try JSON.text(data.origin)), .text(try JSON.text(data.destination)),
                SQLValue(data.acceptBy?.milliseconds), SQLValue(data.manual == true),
                .integer(order.createdAt.milliseconds),
            ]
        )
    }

    static func update(_ order: StoreOrder, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE store_order SET status = $2, version = $3, cook_minutes = $4, ready_at = $5, reason = $6
            WHERE order_id = $1
            """,
            moving(order.data)
        )
    }

    /// Keeps the customer's rating of the order.
    ///
    /// - Returns: false where there is no such order, or it was rated before.
    static func rate(_ id: OrderID, score: Int, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            "UPDATE store_order SET rating = $2 WHERE order_id = $1 AND rating IS NULL",
            [.text(id.rawValue), .integer(Int64(score))]
        ) > 0
    }

    /// What changes in an order's life, after its id.
    private static func moving(_ data: StoreOrderData) -> [SQLValue] {
        [
            .text(data.orderId.rawValue), .text(data.status.rawValue), .integer(Int64(data.version)),
            SQLValue(data.cookMinutes), SQLValue(data.readyAt?.milliseconds), SQLValue(data.reason),
        ]
    }

    private static func storeOrder(_ row: Row) throws -> StoreOrder {
        guard let status = StoreOrderStatus(rawValue: row.text("status")) else {
            throw UnreadableRow(table: "store_order", column: "status")
        }
        let data = StoreOrderData(
            orderId: OrderID(trusted: row.text("order_id")),
            storeId: StoreID(trusted: row.text("store_id")),
            storeName: row.text("store_name"),
            customerId: row.optionalText("customer_id").map(CustomerID.init(trusted:)),
            status: status,
            version: row.integer("version"),
            items: try JSON.decode([OrderItem].self, from: row.text("items")),
            options: row.optionalText("options"),
            amount: row.integer("amount"),
            origin: try JSON.decode(Place.self, from: row.text("origin")),
            destination: try JSON.decode(Place.self, from: row.text("destination")),
            acceptBy: row.optionalLong("accept_by").map(Timestamp.init(milliseconds:)),
            cookMinutes: row.optionalInteger("cook_minutes"),
            readyAt: row.optionalLong("ready_at").map(Timestamp.init(milliseconds:)),
            reason: row.optionalText("reason"),
            manual: row.flag("manual") ? true : nil
        )
        return StoreOrder(data: data, createdAt: Timestamp(milliseconds: row.long("created_at")))
    }
}
