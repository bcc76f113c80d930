import Contracts
import Hummingbird
import ServiceKit
import Storage

/// `/orders`.
struct OrderRoutes: Sendable {
    let database: Database
    let book: OrderBook
    let gate: StoreGate
    let configuration: OrderConfiguration
    let clock: WallClock

    func add(to router: Router<ServiceContext>) {
        router.post("/orders", use: place)
        router.get("/orders", use: list)
        router.get("/orders/:id", use: show)
        router.put("/orders/:id/cancel", use: cancel)
        router.put("/orders/:id/confirm", use: confirm)
        router.put("/orders/:id/rate", use: rate)
    }

    @Sendable @concurrent
    private func place(_ request: Request, _ context: ServiceContext) async throws -> Answer {
        let body = try await JSONBody(request, context)
        let now = clock.now
        let draft = try OrderDraft(body, now: now)
        if let known = try await knownAnswer(to: body, draft) { return known }
        let reservation = ReservationRequest(orderId: draft.id, items: draft.lines)
        let (stock, availability): (Reservation, Availability) =
            switch try await gate.reserve(reservation) {
            case .held(let reservation): (reservation, .verified)
            case .down: (try await database.read { try Menu.reservation(for: reservation, in: $0) }, .unverified)
            }
        // Made before the transaction: to place an address takes longer than all the one writer does for an order.
        let order = Order(
            id: draft.id,
            customerId: draft.customerId,
            storeId: stock.store.storeId,
            storeName: stock.store.name,
            items: stock.items,
            options: draft.options,
            destination: Place(address: draft.address, near: stock.store.place),
            availability: availability,
            placedAt: now,
            payBy: now + configuration.payWindow
        )
        return try await body.once(in: database, at: now) { [book] transaction in
            if let known = try OrderTable.find(draft.id, in: transaction) { return try Self.existing(known, draft) }
            try book.open(order, cause: context.cause, in: transaction)
            return try .created("/orders/\(order.id)", version: order.version, OrderResource(order))
        }
    }

    /// The answer to a request that was asked before, looked up before any food is held for it.
    private func knownAnswer(to body: JSONBody, _ draft: OrderDraft) async throws -> Answer? {
        guard body.idempotency != nil || draft.isNamed else { return nil }
        return try await database.read { transaction in
            if let stored = try body.idempotency?.storedAnswer(in: transaction) { return stored }
            return try OrderTable.find(draft.id, in: transaction).map { try Self.existing($0, draft) }
        }
    }

    private static func existing(_ order: Order, _ draft: OrderDraft) throws -> Answer {
        guard draft.isSame(as: order) else {
            throw Problem(.idTaken, "이 id의 주문이 이미 있어요. 다른 id로 보내 주세요.")
        }
        return try Answer(location: "/orders/\(order.id)", version: order.version, OrderResource(order))
    }

    @Sendable @concurrent
    private func show(_ request: Request, _ context: ServiceContext) async throws -> Answer {
        let id = try context.id(as: OrderID.self)
        guard let order = try await database.read({ try OrderTable.find(id, in: $0) }) else {
            throw OrderProblem.unknown
        }
        return try Answer(version: order.version, OrderResource(order))
    }

    @Sendable @concurrent
    private func list(_ request: Request, _ context: ServiceContext) async throws -> Answer {
        let query = Query(request)
        var listing = Listing("orders")
        listing.filter("customer_id", try query.id("customerId", as: CustomerID.self)?.rawValue)
        listing.filter("store_id", try query.id("storeId", as: StoreID.self)?.rawValue)
        listing.filter("status", try query.choice("status", of: OrderStatus.self)?.rawValue)
        let page = try PageRequest(
            request,
            sortable: ["placedAt": "placed_at", "statusAt": "status_at", "amount": "amount"],
            fallback: ("placed_at", true)
        )
        let (orders, total) = try await database.read { [listing] in
            try listing.fetch(page, key: "id", in: $0, OrderTable.order)
        }
        return try Answer(Page("orders", orders.map(OrderResource.init), total: total, page: page, request: request))
    }

    @Sendable @concurrent
    private func cancel(_ request: Request, _ context: ServiceContext) async throws -> Answer {
        var fields = try await JSONBody(request, context).fields
        let reason = fields.optionalText("reason", limit: 200)
        try fields.check()
        return try await act(request, context) { order, _ in
            let events = try order.cancel(reason: reason)
            return (events, order.status == .cancelRequested ? 202 : 200)
        }
    }

    @Sendable @concurrent
    private func confirm(_ request: Request, _ context: ServiceContext) async throws -> Answer {
        _ = try await JSONBody(request, context)
        return try await act(request, context) { order, _ in (try order.confirm(), 200) }
    }

    @Sendable @concurrent
    private func rate(_ request: Request, _ context: ServiceContext) async throws -> Answer {
        var fields = try await JSONBody(request, context).fields
        let rating = OrderData.Rating(
            score: fields.integer("score", in: 1...5),
            comment: fields.optionalText("comment", limit: 500)
        )
        try fields.check()
        return try await act(request, context) { order, transaction in
            let events = try order.rate(rating)
            if !events.isEmpty {
                try TopMenu.rate(order.items, store: order.storeId, score: rating.score, in: transaction)
            }
            return (events, 200)
        }
    }

    /// Loads the order, lets the customer act on it, and answers with what it has become.
    private func act(
        _ request: Request,
        _ context: ServiceContext,
        _ command: @escaping @Sendable (inout Order, Transaction) throws -> (events: [EventType], status: Int)
    ) async throws -> Answer {
        let id = try context.id(as: OrderID.self)
        let precondition = Precondition(request)
        let now = clock.now
        return try await database.write { [book] transaction in
            guard var order = try OrderTable.find(id, in: transaction) else { throw OrderProblem.unknown }
            try precondition.check(version: order.version)
            var status = 200
            try OrderProblem.naming(order) {
                try book.change(&order, by: .customer, cause: context.cause, at: now, in: transaction) { order in
                    let outcome = try command(&order, transaction)
                    status = outcome.status
                    return outcome.events
                }
            }
            return try Answer(status: status, version: order.version, OrderResource(order))
        }
    }
}
