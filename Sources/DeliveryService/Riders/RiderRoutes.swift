import Contracts
import Hummingbird
import ServiceKit
import Storage

/// `/riders`.
struct RiderRoutes: Sendable {
    private static let sortable = ["id": "id", "name": "name"]

    let core: ServiceCore
    let book: RiderBook
    let sightings: RiderSightings

    func add(to router: Router<ServiceContext>) {
        router.post("/riders", use: register)
        router.get("/riders", use: list)
        router.get("/riders/:id", use: show)
    }

    @Sendable private func register(_ request: Request, _ context: ServiceContext) async throws -> Answer {
        let body = try await JSONBody(request, context)
        let now = core.clock.now
        var fields = body.fields
        let rider = Rider(
            id: fields.optionalID("id") ?? .make(at: now),
            name: fields.text("name", limit: 50),
            phone: fields.phone("phone")
        )
        try fields.check()
        return try await body.once(in: core.database, at: now) { [book] transaction in
            let isNew = try book.register(rider, cause: context.cause, at: now, in: transaction)
            let view = RiderView(rider)
            return isNew
                ? try .created(RiderView.path(rider.id), version: rider.version, view)
                : try Answer(version: rider.version, view)
        }
    }

    @Sendable private func list(_ request: Request, _ context: ServiceContext) async throws -> Answer {
        let page = try PageRequest(request, sortable: Self.sortable, fallback: ("id", false))
        let (riders, total) = try await core.database.read { transaction in
            try Listing("rider").fetch(page, key: "id", in: transaction, RiderTable.rider)
        }
        return try Answer(Page("riders", riders.map { RiderView($0) }, total: total, page: page, request: request))
    }

    @Sendable private func show(_ request: Request, _ context: ServiceContext) async throws -> Answer {
        let id = try context.id(as: RiderID.self)
        guard let rider = try await core.database.read({ try RiderTable.find(id, in: $0) }) else {
            throw Problem.noRider(id)
        }
        let sight = sightings.sight(of: id, at: core.clock.now)
        // The version says nothing of where the rider is: with that in the body a cached copy must not count as current.
        return try Answer(version: sight.isEmpty ? rider.version : nil, RiderView(rider, sight: sight))
    }
}

extension Fields {
    fileprivate mutating func phone(_ name: String) -> String {
        if !has(name) { fail(name, "꼭 필요해요. 010-1234-5678처럼 적어 주세요.") }
        return optionalPhone(name) ?? ""
    }
}
