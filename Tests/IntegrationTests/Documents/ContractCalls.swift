/// The calls that a user of Baedal can rely on, whatever the program and its documents say.
enum ContractCalls {
    static let all: Set = [
        "POST /stores", "GET /stores", "GET /stores/{id}",
        "POST /foods", "GET /foods", "GET /foods/{id}", "PATCH /foods/{id}",
        "POST /customers", "GET /customers/{id}", "PATCH /customers/{id}",
        "POST /orders", "GET /orders", "GET /orders/{id}",
        "PUT /orders/{id}/cancel", "PUT /orders/{id}/confirm", "PUT /orders/{id}/rate",
        "POST /payments", "GET /payments", "GET /payments/{id}",
        "GET /orderStatuses/{id}", "GET /orders/{id}/stream", "GET /topMenus",
        "POST /storeOrders", "GET /storeOrders", "GET /storeOrders/{id}",
        "PUT /storeOrders/{id}/accept", "PUT /storeOrders/{id}/reject",
        "PUT /storeOrders/{id}/start-cook", "PUT /storeOrders/{id}/finish-cook",
        "POST /deliveries", "GET /deliveries", "GET /deliveries/{id}",
        "PUT /deliveries/{id}/claim", "PUT /deliveries/{id}/release",
        "PUT /deliveries/{id}/pick", "PUT /deliveries/{id}/deliver",
        "PUT /deliveries/{id}/accept-offer", "PUT /deliveries/{id}/decline-offer",
        "GET /regions/{sido}/{sigungu}/dispatch", "PUT /regions/{sido}/{sigungu}/dispatch",
        "POST /riders", "GET /riders", "GET /riders/{id}",
        "POST /notificationLogs", "GET /notificationLogs", "GET /notificationLogs/{id}",
        "GET /events/{context}", "GET /health", "GET /metrics", "GET /openapi.json", "GET /asyncapi.json",
    ]
}
