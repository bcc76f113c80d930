import Contracts
import Storage

/// The rows of riders.
enum RiderTable {
    static func find(_ id: RiderID, in transaction: Transaction) throws -> Rider? {
        try transaction.first("SELECT * FROM rider WHERE id = $1", [.text(id.rawValue)], rider)
    }

    static func insert(_ rider: Rider, in transaction: Transaction) throws {
        try transaction.execute(
            "INSERT INTO rider (id, name, phone, version) VALUES ($1, $2, $3, $4)",
            [.text(rider.id.rawValue), .text(rider.name), .text(rider.phone), SQLValue(rider.version)]
        )
    }

    static func isEmpty(in transaction: Transaction) throws -> Bool {
        try transaction.first("SELECT id FROM rider LIMIT 1") { _ in true } == nil
    }

    static func rider(_ row: Row) -> Rider {
        var rider = Rider(id: RiderID(trusted: row.text("id")), name: row.text("name"), phone: row.text("phone"))
        rider.version = row.integer("version")
        return rider
    }
}
