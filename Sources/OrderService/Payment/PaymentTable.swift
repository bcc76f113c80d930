import Contracts
import Storage

/// The rows of payments: one a try.
enum PaymentTable {
    struct Entry: Sendable, Hashable {
        var payment: OrderData.Payment
        var orderId: OrderID
        var customerId: CustomerID
        var version: Int
        var paidAt: Timestamp
    }

    static func find(_ id: PaymentID, in transaction: Transaction) throws -> Entry? {
        try transaction.first("SELECT * FROM payment WHERE id = $1", [.text(id.rawValue)], entry)
    }

    /// Writes the payment; a change of its status raises its version.
    static func upsert(
        _ payment: OrderData.Payment,
        of order: Order,
        at now: Timestamp,
        in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO payment (id, order_id, customer_id, amount, method, status, version, paid_at)
            VALUES ($1, $2, $3, $4, $5, $6, 1, $7)
            ON CONFLICT (id) DO UPDATE SET status = excluded.status, version = payment.version + 1
            """,
            [
                .text(payment.id.rawValue), .text(order.id.rawValue), .text(order.customerId.rawValue),
                .integer(Int64(payment.amount)), .text(payment.method), .text(payment.status.rawValue),
                .integer(now.milliseconds),
            ]
        )
    }

    static func entry(_ row: Row) throws -> Entry {
        Entry(
            payment: OrderData.Payment(
                id: PaymentID(trusted: row.text("id")),
                amount: row.integer("amount"),
                method: row.text("method"),
                status: PaymentStatus(rawValue: row.text("status")) ?? .declined
            ),
            orderId: OrderID(trusted: row.text("order_id")),
            customerId: CustomerID(trusted: row.text("customer_id")),
            version: row.integer("version"),
            paidAt: Timestamp(milliseconds: row.long("paid_at"))
        )
    }
}
