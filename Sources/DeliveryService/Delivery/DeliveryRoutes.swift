import Contracts
import Hummingbird
import ServiceKit
import Storage

/// `/deliveries`.
struct DeliveryRoutes: Sendable {
    private static let sortable = [
        "createdAt": "created_at", "openedAt": "opened_at", "expiresAt": "expires_at", "readyAt": "ready_at",
        "fee": "fee", "distanceMeters": "distance_meters", "status": "status", "id": "id",
    ]

    let core: ServiceCore
    let book: DeliveryBook
    let desk: RiderDesk

    func add(to router: Router<ServiceContext>) {
        router.get("/deliveries", use: list)
        router.get("/deliveries/:id", use: show)
        router.post("/deliveries", use: addByHand)
        for action in RiderAction.allCases {
            router.put("/deliveries/:id/\(action.rawValue)") { request, context in
                try await act(action, request, context)
            }
        }
    }

    @Sendable private func list(_ request: Request, _ context: ServiceContext) async throws -> Answer {
        let query = Query(request)
        let page = try PageRequest(request, sortable: Self.sortable, fallback: ("created_at", true))
        var listing = Listing("delivery")
        if let text = query.text("region") {
            guard let region = RegionPath(text) else {
                throw Problem(.invalidRequest, "region은 서울, 서울/강남구, 서울/강남구/역삼동처럼 적어 주세요.")
            }
            for (column, level) in zip(["sido", "sigungu", "dong"], region.levels) { listing.filter(column, level) }
        }
        listing.filter("status", try query.choice("status", of: DeliveryStatus.self)?.rawValue)
        listing.filter("rider_id", try query.id("riderId", as: RiderID.self)?.rawValue)
        listing.filter("order_id", try query.id("orderId", as: OrderID.self)?.rawValue)
        let (deliveries, total) = try await core.database.read { [listing] transaction in
            try listing.fetch(page, key: "id", in: transaction, DeliveryTable.delivery)
        }
        let views = deliveries.map { DeliveryView($0) }
        return try Answer(Page("deliveries", views, total: total, page: page, request: request))
    }

    @Sendable private func show(_ request: Request, _ context: ServiceContext) async throws -> Answer {
        let id = try context.id(as: DeliveryID.self)
        guard let delivery = try await core.database.read({ try DeliveryTable.find(id, in: $0) }) else {
            throw Problem.noDelivery(id)
        }
        return try Answer(version: delivery.version, DeliveryView(delivery))
    }

    @Sendable private func addByHand(_ request: Request, _ context: ServiceContext) async throws -> Answer {
        let body = try await JSONBody(request, context)
        let now = core.clock.now
        let manual = try ManualDelivery(body, at: now)
        return try await body.once(in: core.database, at: now) { [book] transaction in
            if let known = try DeliveryTable.find(manual.id, in: transaction) {
                guard known.errand == manual.errand else {
                    throw Problem(.idTaken, "배달 id \(manual.id)은(는) 이미 쓰이고 있어요. 다른 id로 등록해 주세요.")
                }
                return try Answer(version: known.version, DeliveryView(known))
            }
            if let known = try DeliveryTable.find(order: manual.errand.orderId, in: transaction) {
                throw Problem(.idTaken, "주문 \(manual.errand.orderId)에는 이미 배달 \(known.id)이(가) 있어요.")
            }
            let delivery = try book.add(
                manual.id,
                manual.errand,
                readyAt: nil,
                isReady: true,
                cause: context.cause,
                at: now,
                in: transaction
            )
            return try .created(DeliveryView.path(delivery.id), version: delivery.version, DeliveryView(delivery))
        }
    }

    private func act(
        _ action: RiderAction,
        _ request: Request,
        _ context: ServiceContext
    ) async throws -> Answer {
        let id = try context.id(as: DeliveryID.self)
        var fields = try await JSONBody(request, context).fields
        let rider: RiderID? =
            switch action {
            case .claim, .acceptOffer, .declineOffer: fields.id("riderId")
            case .release, .pick, .deliver: fields.optionalID("riderId")
            }
        try fields.check()
        let version = Precondition(request)
        let now = core.clock.now
        let command = RiderCommand(action: action, delivery: id, rider: rider)
        let view = try await core.database.write { [desk] transaction in
            try desk.perform(command, version: version, cause: context.cause, at: now, in: transaction)
        }
        return try Answer(version: view.delivery.version, view)
    }
}
