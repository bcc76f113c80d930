import Contracts
import ServiceKit
import Storage

/// The rows of the stores.
enum StoreTable {
    static func find(_ id: StoreID, in transaction: Transaction) throws -> Store? {
        try transaction.first("SELECT * FROM store WHERE id = $1", [.text(id.rawValue)], store)
    }

    static func isEmpty(in transaction: Transaction) throws -> Bool {
        try transaction.first("SELECT 1 AS one FROM store LIMIT 1") { $0.integer("one") } == nil
    }

    static func page(_ page: PageRequest, in transaction: Transaction) throws -> (items: [Store], total: Int) {
        try Listing("store").fetch(page, key: "id", in: transaction, store)
    }

    static func insert(_ store: Store, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO store (id, name, address, region, lat, lon, inferred, phone, bare, version, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            values(store) + [.integer(store.createdAt.milliseconds)]
        )
    }

    static func update(_ store: Store, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE store SET name = $2, address = $3, region = $4, lat = $5, lon = $6, inferred = $7, phone = $8,
                bare = $9, version = $10
            WHERE id = $1
            """,
            values(store)
        )
    }

    private static func values(_ store: Store) -> [SQLValue] {
        [
            .text(store.id.rawValue), .text(store.name), SQLValue(store.place.address),
            .text(store.place.region.description), SQLValue(store.place.lat), SQLValue(store.place.lon),
            SQLValue(store.place.inferred == true), SQLValue(store.phone), SQLValue(store.isBare),
            .integer(Int64(store.version)),
        ]
    }

    private static func store(_ row: Row) -> Store {
        Store(
            id: StoreID(trusted: row.text("id")),
            name: row.text("name"),
            place: Place(
                address: row.optionalText("address"),
                region: RegionPath(row.text("region")) ?? .unknown,
                lat: row.optionalReal("lat"),
                lon: row.optionalReal("lon"),
                inferred: row.flag("inferred") ? true : nil
            ),
            phone: row.optionalText("phone"),
            isBare: row.flag("bare"),
            version: row.integer("version"),
            createdAt: Timestamp(milliseconds: row.long("created_at"))
        )
    }
}
