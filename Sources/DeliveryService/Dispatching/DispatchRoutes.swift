import Contracts
import Foundation
import Hummingbird
import Regions
import ServiceKit
import Storage

/// `/regions/{sido}/{sigungu}/dispatch`: how an area finds its riders.
struct DispatchRoutes: Sendable {
    private static let path: RouterPath = "/regions/:sido/:sigungu/dispatch"
    private static let areas = Set(
        RegionIndex.shared.all.map { DispatchArea(sido: $0.topicLevels.sido, sigungu: $0.topicLevels.sigungu) }
            + [DispatchArea(of: .unknown)]
    )

    let core: ServiceCore
    let book: DeliveryBook

    func add(to router: Router<ServiceContext>) {
        router.get(Self.path, use: show)
        router.put(Self.path, use: choose)
    }

    @Sendable private func show(_ request: Request, _ context: ServiceContext) async throws -> Answer {
        let area = try Self.area(context)
        let dispatch = try await core.database.read { try DispatchModeTable.find(area, in: $0) }
        return try Answer(version: dispatch.version, DispatchView(dispatch))
    }

    @Sendable private func choose(_ request: Request, _ context: ServiceContext) async throws -> Answer {
        let area = try Self.area(context)
        var fields = try await JSONBody(request, context).fields
        let text = fields.text("mode")
        let mode = DispatchMode(rawValue: text)
        if mode == nil, !text.isEmpty { fields.fail("mode", "board나 auto를 쓸 수 있어요.") }
        try fields.check()
        let version = Precondition(request)
        let now = core.clock.now
        let dispatch = try await core.database.write { [book] transaction in
            try book.choose(mode ?? .board, in: area, version: version, cause: context.cause, at: now, transaction)
        }
        return try Answer(version: dispatch.version, DispatchView(dispatch))
    }

    private static func area(_ context: ServiceContext) throws -> DispatchArea {
        guard let sido = context.parameters.get("sido")?.removingPercentEncoding,
            let sigungu = context.parameters.get("sigungu")?.removingPercentEncoding
        else { throw Problem(.invalidRequest, "주소를 읽을 수 없어요. 한글은 %로 바꿔 적어 주세요.") }
        let area = DispatchArea(sido: sido, sigungu: sigungu)
        guard areas.contains(area) else {
            throw Problem(.notFound, "그런 지역이 없어요. 서울/강남구, 경기/수원시-장안구처럼 시도와 시군구를 적어 주세요.")
        }
        return area
    }
}

extension DeliveryBook {
    /// Chooses how an area is dispatched. Where the board takes over, what waited for an offer goes there at once; offers
    /// that are out run their time.
    fileprivate func choose(
        _ mode: DispatchMode,
        in area: DispatchArea,
        version: Precondition?,
        cause: Cause,
        at now: Timestamp,
        _ transaction: Transaction
    ) throws -> AreaDispatch {
        var dispatch = try DispatchModeTable.find(area, in: transaction)
        try version?.check(version: dispatch.version)
        guard dispatch.mode != mode || dispatch.version == 0 else { return dispatch }
        dispatch.mode = mode
        dispatch.version += 1
        dispatch.changedAt = now
        try DispatchModeTable.save(dispatch, in: transaction)
        switch mode {
        case .board:
            for var delivery in try DeliveryTable.all(.preparing, in: area, limit: .max, in: transaction) {
                try change(&delivery, cause: cause, at: now, in: transaction) { $0.waitForNoOffer(terms(at: now)) }
            }
        case .auto:
            wakePlanner(after: transaction)
        }
        return dispatch
    }
}

/// How an area is dispatched, as REST shows it.
private struct DispatchView: Encodable {
    private let id: String
    private let region: String
    private let mode: DispatchMode
    private let version: Int
    private let changedAt: Timestamp?
    private let _links: Links

    init(_ dispatch: AreaDispatch) {
        id = dispatch.area.description
        region = dispatch.area.description
        mode = dispatch.mode
        version = dispatch.version
        changedAt = dispatch.changedAt
        let path = id.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? id
        var links = Links(self: "/regions/\(path)/dispatch")
        links["deliveries"] = "/deliveries?region=\(path)"
        _links = links
    }
}
