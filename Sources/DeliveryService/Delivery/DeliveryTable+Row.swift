import Contracts
import Storage

extension DeliveryTable {
    /// - Throws: `CorruptRow` where the row was not written by this table.
    static func delivery(_ row: Row) throws -> Delivery {
        guard let status = DeliveryStatus(rawValue: row.text("status")) else { throw CorruptRow(id: row.text("id")) }
        var delivery = Delivery(
            id: DeliveryID(trusted: row.text("id")),
            errand: try errand(row),
            fee: row.integer("fee"),
            distanceMeters: row.integer("distance_meters"),
            createdAt: Timestamp(milliseconds: row.long("created_at"))
        )
        delivery.status = status
        delivery.version = row.integer("version")
        delivery.riderId = row.optionalText("rider_id").map(RiderID.init(trusted:))
        delivery.riderName = row.optionalText("rider_name")
        delivery.releasedBy = row.optionalText("released_by").map(RiderID.init(trusted:))
        delivery.isReady = row.flag("is_ready")
        delivery.readyAt = row.optionalLong("ready_at").map(Timestamp.init(milliseconds:))
        delivery.openedAt = row.optionalLong("opened_at").map(Timestamp.init(milliseconds:))
        delivery.expiresAt = row.optionalLong("expires_at").map(Timestamp.init(milliseconds:))
        delivery.claimedAt = row.optionalLong("claimed_at").map(Timestamp.init(milliseconds:))
        delivery.pickBy = row.optionalLong("pick_by").map(Timestamp.init(milliseconds:))
        delivery.etaAt = row.optionalLong("eta_at").map(Timestamp.init(milliseconds:))
        delivery.attempts = row.integer("attempts")
        delivery.passed = row.text("passed").split(separator: " ").map { RiderID(trusted: String($0)) }
        delivery.offer = try row.optionalText("offer").map { try JSON.decode(DeliveryOffer.self, from: $0) }
        delivery.reason = row.optionalText("reason")
        return delivery
    }

    private static func errand(_ row: Row) throws -> Errand {
        Errand(
            orderId: OrderID(trusted: row.text("order_id")),
            storeId: StoreID(trusted: row.text("store_id")),
            storeName: row.text("store_name"),
            customerId: row.optionalText("customer_id").map(CustomerID.init(trusted:)),
            origin: try place(row, prefix: "origin_"),
            destination: try place(row, prefix: ""),
            note: row.optionalText("note"),
            items: row.integer("items"),
            isManual: row.flag("manual")
        )
    }

    private static func place(_ row: Row, prefix: String) throws -> Place {
        guard let region = RegionPath(row.text("\(prefix)region")) else { throw CorruptRow(id: row.text("id")) }
        return Place(
            address: row.optionalText("\(prefix)address"),
            region: region,
            lat: row.optionalReal("\(prefix)lat"),
            lon: row.optionalReal("\(prefix)lon"),
            inferred: row.flag("\(prefix)inferred") ? true : nil
        )
    }

    private struct CorruptRow: Error {
        let id: String
    }
}
