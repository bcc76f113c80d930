import Contracts
import ServiceKit
import Storage

/// The rows of customers: the only place where their phone numbers are kept to be used again.
enum CustomerTable {
    static func find(_ id: CustomerID, in transaction: Transaction) throws -> Customer? {
        try transaction.first(
            "SELECT * FROM customer WHERE id = $1 AND deleted_at IS NULL",
            [.text(id.rawValue)],
            customer
        )
    }

    static func find(_ ids: Set<CustomerID>, in transaction: Transaction) throws -> [CustomerID: Customer] {
        var customers: [CustomerID: Customer] = [:]
        for id in ids { customers[id] = try find(id, in: transaction) }
        return customers
    }

    static func isEmpty(in transaction: Transaction) throws -> Bool {
        try transaction.first("SELECT 1 AS found FROM customer LIMIT 1") { _ in true } == nil
    }

    /// Also takes the place of one who was deleted.
    static func insert(_ customer: Customer, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO customer (id, name, phone, muted, version, created_at) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, phone = excluded.phone, muted = excluded.muted,
                version = excluded.version, created_at = excluded.created_at, deleted_at = NULL
            """,
            [
                .text(customer.id.rawValue), .text(customer.name), SQLValue(customer.phone?.digits),
                SQLValue(customer.isMuted), SQLValue(customer.version), .integer(customer.createdAt.milliseconds),
            ]
        )
    }

    static func update(_ customer: Customer, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE customer SET name = $2, phone = $3, muted = $4, version = $5 WHERE id = $1",
            [
                .text(customer.id.rawValue), .text(customer.name), SQLValue(customer.phone?.digits),
                SQLValue(customer.isMuted), SQLValue(customer.version),
            ]
        )
    }

    /// Forgets who it was; the id alone is kept.
    ///
    /// - Returns: false where there never was such a customer.
    static func delete(_ id: CustomerID, at now: Timestamp, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            "UPDATE customer SET name = '', phone = NULL, muted = 1, deleted_at = COALESCE(deleted_at, $2) WHERE id = $1",
            [.text(id.rawValue), .integer(now.milliseconds)]
        ) > 0
    }

    static func page(_ page: PageRequest, in transaction: Transaction) throws -> (items: [Customer], total: Int) {
        var listing = Listing("customer")
        listing.filter("COALESCE(deleted_at, 0) = ?", .integer(0))
        return try listing.fetch(page, key: "id", in: transaction, customer)
    }

    private static func customer(_ row: Row) -> Customer {
        Customer(
            id: CustomerID(trusted: row.text("id")),
            name: row.text("name"),
            phone: row.optionalText("phone").flatMap(PhoneNumber.init),
            isMuted: row.flag("muted"),
            version: row.integer("version"),
            createdAt: Timestamp(milliseconds: row.long("created_at"))
        )
    }
}
