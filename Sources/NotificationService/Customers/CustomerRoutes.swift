import Contracts
import Hummingbird
import ServiceKit
import Storage

/// `/customers`: whom to notify. Phone numbers go in whole and come out masked.
struct CustomerRoutes: Sendable {
    let database: Database
    let clock: WallClock
    let book: NotificationBook

    func add(to router: Router<ServiceContext>) {
        router.post("/customers") { request, context in try await register(JSONBody(request, context)) }
        router.get("/customers") { request, _ in try await list(request) }
        router.get("/customers/:id") { _, context in try await get(context.id()) }
        router.patch("/customers/:id") { request, context in
            try await change(context.id(), JSONBody(request, context), Precondition(request))
        }
        router.delete("/customers/:id") { _, context in try await delete(context.id()) }
    }

    /// Forgets the customer. Messages that were not sent yet end; the numbers of those that were go too.
    private func delete(_ id: CustomerID) async throws -> Response {
        let now = clock.now
        try await database.write { transaction in
            guard try CustomerTable.delete(id, at: now, in: transaction) else { throw Self.notFound(id) }
            for var notification in try NotificationQueue.unsent(to: id, in: transaction) {
                let type = try notification.fail(.customerDeleted)
                try book.save(notification, announcing: type, at: now, in: transaction)
            }
            try NotificationTable.forgetPhones(of: id, in: transaction)
        }
        return Response(status: .noContent)
    }

    private func register(_ body: JSONBody) async throws -> Answer {
        let now = clock.now
        var fields = body.fields
        let id: CustomerID? = fields.optionalID("id")
        let customer = Customer(
            id: id ?? .make(at: now),
            name: fields.text("name", limit: Customer.nameLimit),
            phone: fields.optionalPhone("phone").flatMap(PhoneNumber.init),
            isMuted: fields.optionalFlag("muted") ?? false,
            createdAt: now
        )
        try fields.check()
        return try await body.once(in: database, at: now) { transaction in
            if let known = try CustomerTable.find(customer.id, in: transaction) {
                guard known.isSame(as: customer) else {
                    throw Problem(.idTaken, "이미 다른 내용으로 등록된 고객 id예요. 다른 id를 쓰거나 PATCH로 고쳐 주세요.")
                }
                return try Answer(version: known.version, CustomerView(known))
            }
            try CustomerTable.insert(customer, in: transaction)
            return try .created("/customers/\(customer.id)", version: customer.version, CustomerView(customer))
        }
    }

    private func list(_ request: Request) async throws -> Answer {
        let page = try PageRequest(
            request,
            sortable: ["name": "name", "createdAt": "created_at"],
            fallback: (column: "created_at", isDescending: false)
        )
        let (customers, total) = try await database.read { try CustomerTable.page(page, in: $0) }
        return try Answer(
            Page("customers", customers.map(CustomerView.init), total: total, page: page, request: request)
        )
    }

    private func get(_ id: CustomerID) async throws -> Answer {
        let customer = try await database.read { try Self.load(id, in: $0) }
        return try Answer(version: customer.version, CustomerView(customer))
    }

    /// What is left out stays; a phone of null is forgotten.
    private func change(_ id: CustomerID, _ body: JSONBody, _ precondition: Precondition) async throws -> Answer {
        var fields = body.fields
        let name = body.members["name"] == nil ? nil : fields.text("name", limit: Customer.nameLimit)
        let phone = fields.optionalPhone("phone").flatMap(PhoneNumber.init)
        let forgetsPhone = body.members["phone"] == .null
        let isMuted = fields.optionalFlag("muted")
        try fields.check()
        return try await database.write { transaction in
            let known = try Self.load(id, in: transaction)
            try precondition.check(version: known.version)
            var customer = known
            if let name { customer.name = name }
            if forgetsPhone { customer.phone = nil }
            if let phone { customer.phone = phone }
            if let isMuted { customer.isMuted = isMuted }
            if customer != known {
                customer.version += 1
                try CustomerTable.update(customer, in: transaction)
            }
            return try Answer(version: customer.version, CustomerView(customer))
        }
    }

    private static func load(_ id: CustomerID, in transaction: Transaction) throws -> Customer {
        guard let customer = try CustomerTable.find(id, in: transaction) else {
            throw notFound(id)
        }
        return customer
    }

    private static func notFound(_ id: CustomerID) -> Problem {
        Problem(.notFound, "고객 \(id)을(를) 찾을 수 없어요. id를 확인해 주세요.")
    }
}
