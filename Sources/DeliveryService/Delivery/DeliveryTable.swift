import Contracts
import Storage

/// The rows of deliveries.
enum DeliveryTable {
    static func find(_ id: DeliveryID, in transaction: Transaction) throws -> Delivery? {
        try transaction.first("SELECT * FROM delivery WHERE id = $1", [.text(id.rawValue)], delivery)
    }

    /// An order has one delivery.
    static func find(order: OrderID, in transaction: Transaction) throws -> Delivery? {
        try transaction.first("SELECT * FROM delivery WHERE order_id = $1", [.text(order.rawValue)], delivery)
    }

    /// What a rider has in hand, and what the rider is offered now.
    static func taken(by rider: RiderID, in transaction: Transaction) throws -> [Delivery] {
        try transaction.all(
            "SELECT * FROM delivery WHERE rider_id = $1 AND status IN ($2, $3, $4)",
            [
                .text(rider.rawValue), .text(DeliveryStatus.offered.rawValue), .text(DeliveryStatus.claimed.rawValue),
                .text(DeliveryStatus.pickedUp.rawValue),
            ],
            delivery
        )
    }

    /// How many deliveries a rider has in hand.
    static func held(by rider: RiderID, in transaction: Transaction) throws -> Int {
        try transaction.first(
            "SELECT COUNT(*) AS held FROM delivery WHERE rider_id = $1 AND status IN ($2, $3)",
            [
                .text(rider.rawValue), .text(DeliveryStatus.claimed.rawValue),
                .text(DeliveryStatus.pickedUp.rawValue),
            ]
        ) { $0.integer("held") } ?? 0
    }

    /// All that have a status, the oldest first.
    static func all(_ status: DeliveryStatus, limit: Int, in transaction: Transaction) throws -> [Delivery] {
        try transaction.all(
            "SELECT * FROM delivery WHERE status = $1 ORDER BY created_at LIMIT $2",
            [.text(status.rawValue), SQLValue(limit)],
            delivery
        )
    }

    /// Those of an area, the oldest first.
    static func all(
        _ status: DeliveryStatus,
        in area: DispatchArea,
        limit: Int,
        in transaction: Transaction
    ) throws -> [Delivery] {
        try transaction.all(
            """
            SELECT * FROM delivery WHERE status = $1 AND sido = $2 AND sigungu = $3 ORDER BY created_at LIMIT $4
            """,
            [.text(status.rawValue), .text(area.sido), .text(area.sigungu), SQLValue(limit)],
            delivery
        )
    }

    /// Deliveries the timer must look at, the longest overdue first.
    static func due(at now: Timestamp, limit: Int, in transaction: Transaction) throws -> [DeliveryID] {
        try transaction.all(
            "SELECT id FROM delivery WHERE due_at IS NOT NULL AND due_at <= $1 ORDER BY due_at LIMIT $2",
            [.integer(now.milliseconds), .integer(Int64(limit))]
        ) { DeliveryID(trusted: $0.text("id")) }
    }

    /// - Parameter version: the one that was read.
    /// - Throws: `Problem` `unavailable` where another process has changed it since: the database decides.
    static func update(_ delivery: Delivery, from version: Int, in transaction: Transaction) throws {
        let changed = try transaction.execute(
            """
            UPDATE delivery SET status = $2, version = $3, rider_id = $4, rider_name = $5, released_by = $6,
                is_ready = $7, ready_at = $8, opened_at = $9, expires_at = $10, claimed_at = $11, pick_by = $12,
                eta_at = $13, attempts = $14, passed = $15, offer = $16, due_at = $17, reason = $18
            WHERE id = $1 AND version = $19
            """,
            [.text(delivery.id.rawValue)] + (try changing(delivery)) + [SQLValue(version)]
        )
        guard changed == 1 else { throw Problem(.unavailable, "배달이 방금 바뀌었어요. 다시 시도해 주세요.") }
    }

    static func insert(_ delivery: Delivery, in transaction: Transaction) throws {
        let errand = delivery.errand
        try transaction.execute(
            """
            INSERT INTO delivery (id, status, version, rider_id, rider_name, released_by, is_ready, ready_at,
                opened_at, expires_at, claimed_at, pick_by, eta_at, attempts, passed, offer, due_at, reason, order_id,
                store_id, store_name, customer_id, origin_region, origin_address, origin_lat, origin_lon,
                origin_inferred, region, address, lat, lon, inferred, sido, sigungu, dong, note, items, manual, fee,
                distance_meters, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41)
            """,
            [.text(delivery.id.rawValue)] + (try changing(delivery))
                + [
                    .text(errand.orderId.rawValue), .text(errand.storeId.rawValue), .text(errand.storeName),
                    SQLValue(errand.customerId?.rawValue),
                ]
                + place(errand.origin) + place(errand.destination)
                + errand.region.levels.map(SQLValue.text)
                + [
                    SQLValue(errand.note), SQLValue(errand.items), SQLValue(errand.isManual), SQLValue(delivery.fee),
                    SQLValue(delivery.distanceMeters), .integer(delivery.createdAt.milliseconds),
                ]
        )
    }

    private static func changing(_ delivery: Delivery) throws -> [SQLValue] {
        [
            .text(delivery.status.rawValue), SQLValue(delivery.version), SQLValue(delivery.riderId?.rawValue),
            SQLValue(delivery.riderName), SQLValue(delivery.releasedBy?.rawValue), SQLValue(delivery.isReady),
            SQLValue(delivery.readyAt?.milliseconds), SQLValue(delivery.openedAt?.milliseconds),
            SQLValue(delivery.expiresAt?.milliseconds), SQLValue(delivery.claimedAt?.milliseconds),
            SQLValue(delivery.pickBy?.milliseconds), SQLValue(delivery.etaAt?.milliseconds),
            SQLValue(delivery.attempts), .text(delivery.passed.map(\.rawValue).joined(separator: " ")),
            SQLValue(try delivery.offer.map { try JSON.text($0) }), SQLValue(delivery.dueAt?.milliseconds),
            SQLValue(delivery.reason),
        ]
    }

    private static func place(_ place: Place) -> [SQLValue] {
        [
            .text(place.region.description), SQLValue(place.address), SQLValue(place.lat), SQLValue(place.lon),
            SQLValue(place.inferred ?? false),
        ]
    }
}
