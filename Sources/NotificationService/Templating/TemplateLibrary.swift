import Contracts
import Foundation

/// The templates, read once and found right: one for each event and role that somebody is told of.
struct TemplateLibrary: Sendable {
    private struct Key: Hashable {
        let type: EventType
        let role: RecipientRole
    }

    private let templates: [Key: Template]
    private let byCode: [String: Template]

    var all: [Template] { templates.values.sorted { $0.code < $1.code } }

    /// Those shipped with this module.
    static func bundled() throws -> TemplateLibrary {
        try TemplateLibrary(directory: Bundle.module.bundleURL.appendingPathComponent("Templates"))
    }

    /// - Throws: ``TemplateError`` with everything that is wrong.
    init(directory: URL) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path).filter { $0.hasSuffix(".json") }
        var templates: [Key: Template] = [:]
        var codes: Set<String> = []
        var complaints: [String] = []
        for name in names.sorted() {
            do {
                let data = try Data(contentsOf: directory.appendingPathComponent(name))
                let template = try JSON.decode(Template.self, from: data)
                complaints += TemplateLimits.flaws(of: template).map { "\(name): \($0)" }
                if !codes.insert(template.code).inserted {
                    complaints.append("\(name): code \(template.code) is taken")
                }
                let key = Key(type: template.eventType, role: template.role)
                if let other = templates.updateValue(template, forKey: key) {
                    complaints.append("\(name): \(other.code) is for the same event and role")
                }
            } catch {
                complaints.append("\(name): \(error)")
            }
        }
        for type in EventType.allCases {
            for role in NotificationRules.roles(toldOf: type) where templates[Key(type: type, role: role)] == nil {
                complaints.append("no template for \(type.rawValue) to a \(role.rawValue)")
            }
        }
        guard complaints.isEmpty else { throw TemplateError(complaints: complaints) }
        self.templates = templates
        byCode = Dictionary(uniqueKeysWithValues: templates.values.map { ($0.code, $0) })
    }

    func template(code: String) -> Template? { byCode[code] }

    func template(for type: EventType, to role: RecipientRole) -> Template? { templates[Key(type: type, role: role)] }
}

/// The templates cannot be used; for the engineer who changed them.
struct TemplateError: Error, CustomStringConvertible {
    let complaints: [String]

    var description: String { "The message templates are not right: " + complaints.joined(separator: "; ") }
}
