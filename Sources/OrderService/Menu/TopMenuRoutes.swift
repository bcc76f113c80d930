import Contracts
import Hummingbird
import ServiceKit
import Storage

/// `GET /topMenus?sort=orders|score&limit=`: the best first.
struct TopMenuRoutes: Sendable {
    private enum Sort: String, CaseIterable { case orders, score }

    let database: Database

    func add(to router: Router<ServiceContext>) {
        router.get("/topMenus") { [database] request, _ in
            let query = Query(request)
            let sort = query.text("sort").map { String($0.prefix { $0 != "," }) }
            guard sort == nil || Sort(rawValue: sort ?? "") != nil else {
                throw Problem(.invalidRequest, "sort에는 orders나 score를 쓸 수 있어요.")
            }
            let column = sort == "score" ? "CASE WHEN ratings = 0 THEN 0 ELSE score_sum * 1000 / ratings END" : "orders"
            var page = try PageRequest(
                request,
                sortable: ["orders": column, "score": column],
                fallback: (column, true)
            )
            page.isDescending = true
            if let limit = try query.integer("limit", in: 1...PageRequest.maximumSize) { page.size = limit }
            let (entries, total) = try await database.read { [page] in
                try Listing("top_menu").fetch(page, key: "food_id", in: $0, TopMenu.Entry.init)
            }
            return try Answer(Page("topMenus", entries, total: total, page: page, request: request))
        }
        router.get("/topMenus/:id") { [database] _, context in
            let id = try context.id(as: FoodID.self)
            let entry = try await database.read {
                try $0.first("SELECT * FROM top_menu WHERE food_id = $1", [.text(id.rawValue)], TopMenu.Entry.init)
            }
            guard let entry else { throw Problem(.notFound, "아직 주문된 적이 없는 음식이에요.") }
            return try Answer(version: entry.version, entry)
        }
    }
}
