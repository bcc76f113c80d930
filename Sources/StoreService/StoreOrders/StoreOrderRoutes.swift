import Contracts
import Hummingbird
import ServiceKit
import Storage

/// `/storeOrders`: what the store reads and does.
struct StoreOrderRoutes: Sendable {
    let core: ServiceCore

    func add(to router: Router<ServiceContext>) {
        router.get("/storeOrders") { request, _ in try await list(request) }
        router.get("/storeOrders/{id}") { _, context in try await show(context) }
        router.put("/storeOrders/{id}/accept") { try await accept($0, $1) }
        router.put("/storeOrders/{id}/reject") { try await reject($0, $1) }
        router.put("/storeOrders/{id}/start-cook") { request, context in
            try await act(request, context) { order, _ in try order.startCook() }
        }
        router.put("/storeOrders/{id}/finish-cook") { request, context in
            try await act(request, context) { order, now in try order.finishCook(at: now) }
        }
    }

    private func list(_ request: Request) async throws -> Answer {
        let page = try PageRequest(
            request,
            sortable: ["createdAt": "created_at", "acceptBy": "accept_by", "readyAt": "ready_at", "amount": "amount"],
            fallback: ("created_at", true)
        )
        let query = Query(request)
        let store = try query.id("storeId", as: StoreID.self)
        let status = try query.choice("status", of: StoreOrderStatus.self)
        let (orders, total) = try await core.database.read {
            try StoreOrderTable.page(page, of: store, status: status, in: $0)
        }
        let resources = orders.map(StoreOrderResource.init)
        return try Answer(Page("storeOrders", resources, total: total, page: page, request: request))
    }

    private func show(_ context: ServiceContext) async throws -> Answer {
        let id = try context.id(as: OrderID.self)
        guard let order = try await core.database.read({ try StoreOrderTable.find(id, in: $0) }) else {
            throw Self.notFound
        }
        return try Answer(version: order.data.version, StoreOrderResource(order))
    }

    private func accept(_ request: Request, _ context: ServiceContext) async throws -> Answer {
        var fields = try await JSONBody(request, context).fields
        let minutes = fields.optionalInteger("cookMinutes", in: StoreOrder.cookMinutesRange)
        try fields.check()
        return try await act(request, context) { order, now in try order.accept(cookMinutes: minutes, at: now) }
    }

    private func reject(_ request: Request, _ context: ServiceContext) async throws -> Answer {
        var fields = try await JSONBody(request, context).fields
        let reason = fields.text("reason", limit: 200)
        try fields.check()
        return try await act(request, context) { order, _ in try order.reject(reason: reason) }
    }

    private func act(
        _ request: Request,
        _ context: ServiceContext,
        _ command: @escaping @Sendable (inout StoreOrder, Timestamp) throws -> [StoreOrderEvent]
    ) async throws -> Answer {
        let id = try context.id(as: OrderID.self)
        let precondition = Precondition(request)
        let now = core.clock.now
        return try await core.database.write { [log = core.log, cause = context.cause] transaction in
            guard var order = try StoreOrderTable.find(id, in: transaction) else { throw Self.notFound }
            try precondition.check(version: order.data.version)
            let events = try command(&order, now)
            let work = UnitOfWork(transaction: transaction, log: log, cause: cause, now: now)
            try StoreOrderBook(work).update(order, events)
            return try Answer(version: order.data.version, StoreOrderResource(order))
        }
    }

    private static let notFound = Problem(.notFound, "그런 가게 주문이 없어요. 주문 id를 확인해 주세요.")
}
