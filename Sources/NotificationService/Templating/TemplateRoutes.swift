import Contracts
import Hummingbird
import ServiceKit

/// `/notificationTemplates`: what is said to whom, to be registered at KakaoTalk as it stands, with a preview.
struct TemplateRoutes: Sendable {
    let templates: TemplateLibrary

    func add(to router: Router<ServiceContext>) {
        router.get("/notificationTemplates") { request, _ in try list(request) }
        router.get("/notificationTemplates/:id") { _, context in try get(context.id(as: ID<Template>.self)) }
    }

    private func list(_ request: Request) throws -> Answer {
        let page = try PageRequest(
            request,
            sortable: ["code": "code"],
            fallback: (column: "code", isDescending: false)
        )
        var all = templates.all
        if page.isDescending { all.reverse() }
        let items = all.dropFirst(page.number * page.size).prefix(page.size).map(TemplateView.init)
        return try Answer(Page("notificationTemplates", items, total: all.count, page: page, request: request))
    }

    private func get(_ code: ID<Template>) throws -> Answer {
        guard let template = templates.template(code: code.rawValue) else {
            throw Problem(.notFound, "템플릿 \(code)을(를) 찾을 수 없어요. 코드를 확인해 주세요.")
        }
        return try Answer(version: template.version, TemplateView(template))
    }
}
