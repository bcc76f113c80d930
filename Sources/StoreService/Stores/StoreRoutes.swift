import Contracts
import EventLog
import Hummingbird
import ServiceKit
import Storage

/// `/stores`.
struct StoreRoutes: Sendable {
    let core: ServiceCore

    func add(to router: Router<ServiceContext>) {
        router.post("/stores") { try await register($0, $1) }
        router.get("/stores") { request, _ in try await list(request) }
        router.get("/stores/{id}") { _, context in try await show(context) }
    }

    private func register(_ request: Request, _ context: ServiceContext) async throws -> Answer {
        let body = try await JSONBody(request, context)
        let form = try StoreForm(body)
        let now = core.clock.now
        return try await body.once(in: core.database, at: now) { [log = core.log, cause = context.cause] transaction in
            let work = UnitOfWork(transaction: transaction, log: log, cause: cause, now: now)
            let (store, isNew) = try StoreRegistration(work).register(form)
            let resource = StoreResource(store)
            return isNew
                ? try .created("/stores/\(store.id)", version: store.version, resource)
                : try Answer(version: store.version, resource)
        }
    }

    private func list(_ request: Request) async throws -> Answer {
        let page = try PageRequest(
            request,
            sortable: ["name": "name", "createdAt": "created_at"],
            fallback: ("created_at", false)
        )
        let (stores, total) = try await core.database.read { try StoreTable.page(page, in: $0) }
        return try Answer(Page("stores", stores.map(StoreResource.init), total: total, page: page, request: request))
    }

    private func show(_ context: ServiceContext) async throws -> Answer {
        let id = try context.id(as: StoreID.self)
        guard let store = try await core.database.read({ try StoreTable.find(id, in: $0) }) else {
            throw Problem(.notFound, "그런 가게가 없어요. 가게 id를 확인해 주세요.")
        }
        return try Answer(version: store.version, StoreResource(store))
    }
}
