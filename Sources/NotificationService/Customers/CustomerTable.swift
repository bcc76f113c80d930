import Contracts
import ServiceKit
import Storage

/// The rows of customers: the only place where their phone numbers are kept to be used again.
enum CustomerTable {
    static func find(_ id: CustomerID, in transaction: Transaction) throws -> Customer? {
        try transaction.first("SELECT * FROM customer WHERE id = $1", [.text(id.rawValue)], customer)
    }

    static func isEmpty(in transaction: Transaction) throws -> Bool {
        try transaction.first("SELECT 1 AS found FROM customer LIMIT 1") { _ in true } == nil
    }

    static func insert(_ customer: Customer, in transaction: Transaction) throws {
        try transaction.execute(
            "INSERT INTO customer (id, name, phone, muted, version, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
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

    static func page(_ page: PageRequest, in transaction: Transaction) throws -> (items: [Customer], total: Int) {
        try Listing("customer").fetch(page, key: "id", in: transaction, customer)
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
