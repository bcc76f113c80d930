import Contracts
import Hummingbird
import ServiceKit
import Storage

/// `/payments`.
struct PaymentRoutes: Sendable {
    let database: Database
    let book: OrderBook
    let clock: WallClock

    func add(to router: Router<ServiceContext>) {
        router.post("/payments", use: pay)
        router.get("/payments", use: list)
        router.get("/payments/:id", use: show)
    }

    @Sendable @concurrent
    private func pay(_ request: Request, _ context: ServiceContext) async throws -> Answer {
        let body = try await JSONBody(request, context)
        var fields = body.fields
        let id = fields.optionalID("id", as: PaymentID.self)
        let orderId = fields.id("orderId", as: OrderID.self)
        let customerId = fields.optionalID("customerId", as: CustomerID.self)
        let amount = fields.optionalInteger("amount", in: 0...1_000_000_000)
        let method = fields.optionalText("method", limit: 40) ?? "card"
        try fields.check()
        let now = clock.now
        return try await body.once(in: database, at: now) { [book] transaction in
            if let id, let known = try PaymentTable.find(id, in: transaction) {
                guard known.orderId == orderId, known.payment.method == method,
                    [nil, known.customerId].contains(customerId), [nil, known.payment.amount].contains(amount)
                else {
                    throw Problem(.idTaken, "이 id의 결제가 이미 있어요. 다른 id로 보내 주세요.")
                }
                return try answer(known, status: 200)
            }
            guard var order = try OrderTable.find(orderId, in: transaction) else { throw OrderProblem.unknown }
            guard customerId == nil || customerId == order.customerId else {
                throw Problem(.forbidden, "주문한 고객만 결제할 수 있어요.")
            }
            let payment = OrderData.Payment(
                id: id ?? PaymentID.make(at: now),
                amount: amount ?? order.amount,
                method: method,
                status: SandboxProvider.authorise(method: method)
            )
            try OrderProblem.naming(order) {
                try book.change(&order, by: .customer, cause: context.cause, at: now, in: transaction) {
                    try $0.pay(payment)
                }
            }
            guard let entry = try PaymentTable.find(payment.id, in: transaction) else { throw OrderProblem.unknown }
            return try answer(entry, status: 201)
        }
    }

    /// A declined payment is kept, and answered as the problem it is.
    private func answer(_ entry: PaymentTable.Entry, status: Int) throws -> Answer {
        guard entry.payment.status != .declined else {
            let problem = Problem(.paymentDeclined, "결제가 승인되지 않았어요. 다른 결제 수단으로 다시 시도해 주세요.")
            return try Answer(status: problem.status, problem)
        }
        return try Answer(
            status: status,
            location: "/payments/\(entry.payment.id)",
            version: entry.version,
            PaymentResource(entry)
        )
    }

    @Sendable @concurrent
    private func show(_ request: Request, _ context: ServiceContext) async throws -> Answer {
        let id = try context.id(as: PaymentID.self)
        guard let entry = try await database.read({ try PaymentTable.find(id, in: $0) }) else {
            throw Problem(.notFound, "그런 결제가 없어요. id를 확인해 주세요.")
        }
        return try Answer(version: entry.version, PaymentResource(entry))
    }

    @Sendable @concurrent
    private func list(_ request: Request, _ context: ServiceContext) async throws -> Answer {
        let query = Query(request)
        var listing = Listing("payment")
        listing.filter("order_id", try query.id("orderId", as: OrderID.self)?.rawValue)
        listing.filter("customer_id", try query.id("customerId", as: CustomerID.self)?.rawValue)
        let page = try PageRequest(
            request,
            sortable: ["paidAt": "paid_at", "amount": "amount"],
            fallback: ("paid_at", true)
        )
        let (entries, total) = try await database.read { [listing] in
            try listing.fetch(page, key: "id", in: $0, PaymentTable.entry)
        }
        return try Answer(
            Page("payments", entries.map(PaymentResource.init), total: total, page: page, request: request)
        )
    }
}
