import Contracts
import ServiceKit

/// A template as REST shows it.
struct TemplateView: Encodable, Sendable {
    private enum CodingKeys: String, CodingKey {
        case id, code, version, eventType, recipientRole, reachesMuted, title, text, buttons, fallback, variables,
            preview
        case links = "_links"
    }

    struct Button: Encodable, Sendable {
        let type: NotificationButton.Kind
        let name: String
        let linkMo: String
        let linkPc: String
    }

    /// Filled in with examples.
    struct Preview: Encodable, Sendable {
        let title: String?
        let message: String
        let buttons: [NotificationButton]
        let fallback: String
    }

    let id: String
    let code: String
    let version: Int
    let eventType: EventType
    let recipientRole: RecipientRole
    let reachesMuted: Bool
    let title: String
    let text: String
    let buttons: [Button]
    let fallback: String
    let variables: [String]
    let preview: Preview
    let links: Links

    init(_ template: Template) {
        id = template.code
        code = template.code
        version = template.version
        eventType = template.eventType
        recipientRole = template.role
        reachesMuted = template.reachesMuted
        title = template.title.source
        text = template.text.source
        buttons = template.buttons.map { button in
            Button(
                type: button.type,
                name: button.name,
                linkMo: button.linkMo.source,
                linkPc: button.linkPc.source
            )
        }
        fallback = template.fallback.source
        variables = template.variables.map(\.rawValue)
        let examples = Dictionary(uniqueKeysWithValues: template.variables.map { ($0.rawValue, $0.example) })
        let content = template.content(examples)
        preview = Preview(
            title: content.title,
            message: content.message,
            buttons: content.buttons,
            fallback: template.fallback.filled(with: examples)
        )
        links = Links(self: "/notificationTemplates/\(template.code)")
    }
}

extension TemplateVariable {
    /// What it may stand for, for a preview.
    var example: String {
        switch self {
        case .customerName: "김하늘"
        case .orderNumber: "01m81y7rwca9wa0sgmz1fx78gd"
        case .storeName: "역삼분식"
        case .foods: "떡볶이 외 1개"
        case .orderLines: "떡볶이 2개, 김밥 1개"
        case .options: "덜 맵게"
        case .amount: "12,000원"
        case .reason: "재료 소진"
        case .address: "서울 강남구 테헤란로 152"
        case .readyTime: "오후 6시 20분"
        case .arrivalTime: "오후 6시 45분"
        case .riderName: "박번개"
        case .deliveryNumber: "01m81y7s2q4v0e9p6ktz3w5xyb"
        case .pickup: "서울 강남구 테헤란로 123"
        case .dropoff: "강남구 역삼동"
        case .distance: "1.2km"
        case .fee: "3,500원"
        case .deadline: "오후 6시 35분"
        case .webBase: "https://baedal.example"
        }
    }
}
