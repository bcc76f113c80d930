import Contracts

/// What one kind of event says to one kind of recipient: a file of `Templates`.
struct Template: Decodable, Hashable, Sendable {
    struct Button: Decodable, Hashable, Sendable {
        let type: NotificationButton.Kind
        let name: String
        let linkMo: TemplateText
        let linkPc: TemplateText
    }

    let code: String
    let version: Int
    let eventType: EventType
    let role: RecipientRole
    /// Sent to those as well who have muted the rest.
    let reachesMuted: Bool
    let title: TemplateText
    let text: TemplateText
    let buttons: [Button]
    /// For a text message, where KakaoTalk cannot deliver.
    let fallback: TemplateText
    /// Everything it speaks of.
    let variables: [TemplateVariable]

    private enum CodingKeys: String, CodingKey {
        case code, version, eventType, role, reachesMuted, title, text, buttons, fallback
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        code = try container.decode(String.self, forKey: .code)
        version = try container.decode(Int.self, forKey: .version)
        eventType = try container.decode(EventType.self, forKey: .eventType)
        role = try container.decode(RecipientRole.self, forKey: .role)
        reachesMuted = try container.decodeIfPresent(Bool.self, forKey: .reachesMuted) ?? false
        title = try container.decode(TemplateText.self, forKey: .title)
        text = try container.decode(TemplateText.self, forKey: .text)
        buttons = try container.decode([Button].self, forKey: .buttons)
        fallback = try container.decode(TemplateText.self, forKey: .fallback)
        let texts = [title, text, fallback] + buttons.flatMap { [$0.linkMo, $0.linkPc] }
        variables = texts.reduce(into: Set()) { $0.formUnion($1.variables) }.sorted { $0.rawValue < $1.rawValue }
    }

    /// The message for these values, by the variables' Korean names.
    func content(_ values: [String: String]) -> NotificationContent {
        NotificationContent(
            templateCode: code,
            templateVersion: version,
            parameters: values,
            title: title.filled(with: values),
            message: text.filled(with: values),
            buttons: buttons.map { button in
                NotificationButton(
                    type: button.type,
                    name: button.name,
                    linkMo: button.linkMo.filled(with: values),
                    linkPc: button.linkPc.filled(with: values)
                )
            }
        )
    }

    /// What keeps a message that was made of it from being sent.
    func flaw(of content: NotificationContent) -> OwnResult? {
        if variables.contains(where: { content.parameters[$0.rawValue]?.isEmpty ?? true }) { return .variableMissing }
        return content.length > NotificationContent.messageLimit ? .tooLong : nil
    }
}
