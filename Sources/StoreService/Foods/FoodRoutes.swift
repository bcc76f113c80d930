import Contracts
import EventLog
import Hummingbird
import ServiceKit
import Storage

/// `/foods`.
struct FoodRoutes: Sendable {
    let core: ServiceCore

    func add(to router: Router<ServiceContext>) {
        router.post("/foods") { try await register($0, $1) }
        router.get("/foods") { request, _ in try await list(request) }
        router.get("/foods/{id}") { _, context in try await show(context) }
        router.patch("/foods/{id}") { try await change($0, $1) }
    }

    private func register(_ request: Request, _ context: ServiceContext) async throws -> Answer {
        let body = try await JSONBody(request, context)
        let form = try FoodForm(body)
        let now = core.clock.now
        return try await body.once(in: core.database, at: now) { [log = core.log, cause = context.cause] transaction in
            let work = UnitOfWork(transaction: transaction, log: log, cause: cause, now: now)
            let (food, isNew) = try FoodMenu(work).register(form)
            let resource = FoodResource(food)
            return isNew
                ? try .created("/foods/\(food.id)", version: food.version, resource)
                : try Answer(version: food.version, resource)
        }
    }

    private func list(_ request: Request) async throws -> Answer {
        let page = try PageRequest(
            request,
            sortable: [
                "name": "name", "price": "price", "score": "score", "orders": "orders", "createdAt": "created_at",
            ],
            fallback: ("created_at", false)
        )
        let store = try Query(request).id("storeId", as: StoreID.self)
        let (foods, total) = try await core.database.read { try FoodTable.page(page, of: store, in: $0) }
        return try Answer(Page("foods", foods.map(FoodResource.init), total: total, page: page, request: request))
    }

    private func show(_ context: ServiceContext) async throws -> Answer {
        let id = try context.id(as: FoodID.self)
        let food = try await core.database.read { try Self.find(id, in: $0) }
        return try Answer(version: food.version, FoodResource(food))
    }

    private func change(_ request: Request, _ context: ServiceContext) async throws -> Answer {
        let id = try context.id(as: FoodID.self)
        let change = try FoodChange(await JSONBody(request, context))
        let precondition = Precondition(request)
        let now = core.clock.now
        return try await core.database.write { [log = core.log, cause = context.cause] transaction in
            var food = try Self.find(id, in: transaction)
            try precondition.check(version: food.version)
            let work = UnitOfWork(transaction: transaction, log: log, cause: cause, now: now)
            try FoodMenu(work).change(&food, by: change)
            return try Answer(version: food.version, FoodResource(food))
        }
    }

    private static func find(_ id: FoodID, in transaction: Transaction) throws -> Food {
        guard let food = try FoodTable.find(id, in: transaction) else {
            throw Problem(.notFound, "그런 음식이 없어요. 음식 id를 확인해 주세요.")
        }
        return food
    }
}
