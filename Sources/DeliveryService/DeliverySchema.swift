import Storage

enum DeliverySchema {
    static let migrations = [
        Migration(
            "delivery-1",
            [
                """
                CREATE TABLE delivery (
                    id TEXT PRIMARY KEY,
                    order_id TEXT NOT NULL UNIQUE,
                    store_id TEXT NOT NULL,
                    store_name TEXT NOT NULL,
                    customer_id TEXT,
                    origin_region TEXT NOT NULL,
                    origin_address TEXT,
                    origin_lat DOUBLE PRECISION,
                    origin_lon DOUBLE PRECISION,
                    origin_inferred BIGINT NOT NULL,
                    region TEXT NOT NULL,
                    address TEXT,
                    lat DOUBLE PRECISION,
                    lon DOUBLE PRECISION,
                    inferred BIGINT NOT NULL,
                    sido TEXT NOT NULL,
                    sigungu TEXT NOT NULL,
                    dong TEXT NOT NULL,
                    note TEXT,
                    items BIGINT NOT NULL,
                    manual BIGINT NOT NULL,
                    fee BIGINT NOT NULL,
                    distance_meters BIGINT NOT NULL,
                    created_at BIGINT NOT NULL,
                    status TEXT NOT NULL,
                    version BIGINT NOT NULL,
                    rider_id TEXT,
                    rider_name TEXT,
                    released_by TEXT,
                    ready_at BIGINT,
                    opened_at BIGINT,
                    expires_at BIGINT,
                    pick_by BIGINT,
                    due_at BIGINT,
                    reason TEXT
                )
                """,
                "CREATE INDEX delivery_by_region ON delivery (status, sido, sigungu, dong)",
                "CREATE INDEX delivery_by_rider ON delivery (rider_id, status)",
                "CREATE INDEX delivery_by_time ON delivery (created_at)",
                "CREATE INDEX delivery_by_deadline ON delivery (due_at) WHERE due_at IS NOT NULL",
                """
                CREATE TABLE rider (
                    id TEXT PRIMARY KEY,
                    name TEXT NOT NULL,
                    phone TEXT NOT NULL,
                    version BIGINT NOT NULL
                )
                """,
            ]
        ),
        Migration(
            "delivery-2",
            [
                "ALTER TABLE delivery ADD COLUMN is_ready BIGINT NOT NULL DEFAULT 0",
                "ALTER TABLE delivery ADD COLUMN claimed_at BIGINT",
                "ALTER TABLE delivery ADD COLUMN eta_at BIGINT",
                "ALTER TABLE delivery ADD COLUMN attempts BIGINT NOT NULL DEFAULT 0",
                // Riders' ids with a space between: an id has none.
                "ALTER TABLE delivery ADD COLUMN passed TEXT NOT NULL DEFAULT ''",
                "ALTER TABLE delivery ADD COLUMN offer TEXT",
                // Until now only ready food was open to riders.
                "UPDATE delivery SET is_ready = 1 WHERE status IN ('OPEN', 'CLAIMED', 'PICKED_UP', 'DELIVERED')",
                """
                CREATE TABLE dispatch_mode (
                    sido TEXT NOT NULL,
                    sigungu TEXT NOT NULL,
                    mode TEXT NOT NULL,
                    version BIGINT NOT NULL,
                    changed_at BIGINT NOT NULL,
                    PRIMARY KEY (sido, sigungu)
                )
                """,
                // Riders who went offline while they held something.
                """
                CREATE TABLE rider_absence (
                    rider_id TEXT PRIMARY KEY,
                    since BIGINT NOT NULL
                )
                """,
            ]
        ),
    ]
}
