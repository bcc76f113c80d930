import Storage

enum OrderSchema {
    static let migrations = [
        Migration(
            "order-1",
            [
                // The aggregate as JSON, and beside it the columns that are looked for.
                """
                CREATE TABLE orders (
                    id TEXT PRIMARY KEY,
                    customer_id TEXT NOT NULL,
                    store_id TEXT NOT NULL,
                    status TEXT NOT NULL,
                    version BIGINT NOT NULL,
                    amount BIGINT NOT NULL,
                    placed_at BIGINT NOT NULL,
                    status_at BIGINT NOT NULL,
                    pay_by BIGINT,
                    state TEXT NOT NULL
                )
                """,
                "CREATE INDEX orders_by_customer ON orders (customer_id, placed_at)",
                "CREATE INDEX orders_by_status ON orders (status, placed_at)",
                "CREATE INDEX orders_by_time ON orders (placed_at)",
                "CREATE INDEX orders_by_deadline ON orders (pay_by) WHERE pay_by IS NOT NULL",
                """
                CREATE TABLE order_history (
                    order_id TEXT NOT NULL,
                    version BIGINT NOT NULL,
                    status TEXT NOT NULL,
                    at BIGINT NOT NULL,
                    actor TEXT NOT NULL,
                    reason TEXT,
                    PRIMARY KEY (order_id, version)
                )
                """,
                """
                CREATE TABLE payment (
                    id TEXT PRIMARY KEY,
                    order_id TEXT NOT NULL,
                    customer_id TEXT NOT NULL,
                    amount BIGINT NOT NULL,
                    method TEXT NOT NULL,
                    status TEXT NOT NULL,
                    version BIGINT NOT NULL,
                    paid_at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX payment_by_order ON payment (order_id)",
                // The menu as it was last heard of: what is sold while the store is down.
                """
                CREATE TABLE menu_store (
                    id TEXT PRIMARY KEY,
                    data TEXT NOT NULL
                )
                """,
                """
                CREATE TABLE menu_food (
                    id TEXT PRIMARY KEY,
                    store_id TEXT NOT NULL,
                    name TEXT NOT NULL,
                    price BIGINT NOT NULL,
                    count BIGINT NOT NULL
                )
                """,
                """
                CREATE TABLE top_menu (
                    food_id TEXT PRIMARY KEY,
                    store_id TEXT NOT NULL,
                    name TEXT NOT NULL,
                    orders BIGINT NOT NULL,
                    score_sum BIGINT NOT NULL,
                    ratings BIGINT NOT NULL
                )
                """,
                "CREATE INDEX top_menu_by_orders ON top_menu (orders)",
            ]
        )
    ]
}
