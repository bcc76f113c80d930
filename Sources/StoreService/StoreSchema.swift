import Storage

enum StoreSchema {
    static let migrations = [
        Migration(
            "store-1",
            [
                """
                CREATE TABLE store (
                    id TEXT PRIMARY KEY,
                    name TEXT NOT NULL,
                    address TEXT,
                    region TEXT NOT NULL,
                    lat DOUBLE PRECISION,
                    lon DOUBLE PRECISION,
                    inferred INTEGER NOT NULL,
                    phone TEXT,
                    bare INTEGER NOT NULL,
                    version INTEGER NOT NULL,
                    created_at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX store_by_age ON store (created_at)",
                // `registration` is what was asked for, so that a repeated request is known after portions were sold.
                """
                CREATE TABLE food (
                    id TEXT PRIMARY KEY,
                    store_id TEXT NOT NULL REFERENCES store (id),
                    name TEXT NOT NULL,
                    price BIGINT NOT NULL,
                    portions BIGINT NOT NULL CHECK (portions >= 0),
                    score_total BIGINT NOT NULL,
                    ratings BIGINT NOT NULL,
                    score DOUBLE PRECISION NOT NULL,
                    orders BIGINT NOT NULL,
                    version INTEGER NOT NULL,
                    created_at BIGINT NOT NULL,
                    registration TEXT NOT NULL
                )
                """,
                "CREATE INDEX food_by_store ON food (store_id)",
                """
                CREATE TABLE reservation (
                    order_id TEXT PRIMARY KEY,
                    store_id TEXT NOT NULL,
                    items TEXT NOT NULL,
                    state TEXT NOT NULL,
                    confirmed INTEGER NOT NULL,
                    reason TEXT,
                    created_at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX reservation_unconfirmed ON reservation (created_at) WHERE state = 'HELD' AND confirmed = 0",
                """
                CREATE TABLE store_order (
                    order_id TEXT PRIMARY KEY,
                    store_id TEXT NOT NULL,
                    store_name TEXT NOT NULL,
                    customer_id TEXT,
                    status TEXT NOT NULL,
                    version INTEGER NOT NULL,
                    items TEXT NOT NULL,
                    options TEXT,
                    amount BIGINT NOT NULL,
                    origin TEXT NOT NULL,
                    destination TEXT NOT NULL,
                    accept_by BIGINT,
                    cook_minutes INTEGER,
                    ready_at BIGINT,
                    reason TEXT,
                    manual INTEGER NOT NULL,
                    rating INTEGER,
                    created_at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX store_order_by_store ON store_order (store_id, status, created_at)",
                "CREATE INDEX store_order_by_age ON store_order (created_at)",
                "CREATE INDEX store_order_unaccepted ON store_order (accept_by) WHERE status = 'RECEIVED'",
            ]
        )
    ]
}
