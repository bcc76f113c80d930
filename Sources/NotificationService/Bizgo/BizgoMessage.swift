import Contracts

/// What a record is to the provider, or what keeps it from being sent.
struct BizgoMessage: Hashable, Sendable {
    /// What messages must have in common to share a request.
    let steps: [BizgoRequest.Step]
    let words: [String: String]?

    /// - Throws: ``OwnResult``.
    init(
        _ notification: Notification,
        templates: TemplateLibrary,
        senderKey: String,
        from: String
    ) throws(BizgoFlaw) {
        let content = notification.content
        guard let code = content.templateCode else {
            steps = [try Self.text(from, title: content.title, content.message)]
            words = nil
            return
        }
        guard let template = templates.template(code: code) else { throw BizgoFlaw(.noTemplate) }
        if let flaw = template.flaw(of: content) { throw BizgoFlaw(flaw) }
        let isShared = Self.isSafe(template, content.parameters)
        let fallback = isShared ? template.fallback.source : template.fallback.filled(with: content.parameters)
        let title = isShared ? template.title.source : content.title
        let text = try Self.text(from, title: title, isShared ? fallback : Self.withoutVariables(fallback))
        switch notification.route {
        case .alimtalk:
            steps = [.alimtalk(BizgoRequest.Alimtalk(senderKey: senderKey, templateCode: code)), text]
            words = content.parameters
        case .text:
            steps = [text]
            words = isShared ? content.parameters : nil
        }
    }

    /// Whether the provider can fill the fallback in for each recipient: then messages share it. A value with a
    /// character that text messages lack makes a text of its own, for the AlimTalk keeps the character.
    private static func isSafe(_ template: Template, _ values: [String: String]) -> Bool {
        template.fallback.variables.union(template.title.variables).allSatisfy { variable in
            values[variable.rawValue].map { TextMessage.isClean($0) && !$0.contains("#{") } ?? false
        }
    }

    /// A text that was filled in here must not be taken for one that is to be filled in there.
    private static func withoutVariables(_ text: String) -> String { text.replacing("#{", with: "{") }

    private static func text(
        _ from: String,
        title: String?,
        _ text: String
    ) throws(BizgoFlaw) -> BizgoRequest.Step {
        let clean = TextMessage.clean(text)
        guard !clean.isEmpty else { throw BizgoFlaw(.noText) }
        let title = title.map { TextMessage.clean($0) }.flatMap { $0.isEmpty ? nil : $0 }
        return .mms(BizgoRequest.Mms(from: from, title: title, text: clean))
    }
}

/// Why a record cannot be sent as it is.
struct BizgoFlaw: Error, Hashable {
    let result: OwnResult

    init(_ result: OwnResult) { self.result = result }
}
