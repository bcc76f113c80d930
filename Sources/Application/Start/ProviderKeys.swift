import Foundation
import ServiceKit

/// What a provider's account is used with, by its variable of the environment.
public enum ProviderKey: String, Sendable, CaseIterable {
    case api = "BAEDAL_BIZGO_API_KEY"
    case sender = "BAEDAL_BIZGO_SENDER_KEY"
    /// The number that text messages come from.
    case from = "BAEDAL_BIZGO_FROM"
    /// What reports are signed with.
    case webhook = "BAEDAL_BIZGO_WEBHOOK_SECRET"

    static let required: [ProviderKey] = [.api, .sender, .from]
}

/// A file of keys: `NAME=value` on each line, `#` before a remark. Nobody but its owner may read it.
struct KeysFile: Sendable {
    private static let sizeLimit = 64 * 1024

    let keys: [String: Secret]

    init(_ path: String) throws(StartError) {
        let attributes: [FileAttributeKey: Any]
        do {
            attributes = try FileManager.default.attributesOfItem(atPath: path)
        } catch {
            throw .keysFileUnusable(path: path, reason: "it is not there")
        }
        guard attributes[.type] as? FileAttributeType == .typeRegular else {
            throw .keysFileUnusable(path: path, reason: "it is no file")
        }
        let permissions = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
        guard permissions & 0o077 == 0 else { throw .keysFileOpen(path: path) }
        let size = (attributes[.size] as? NSNumber)?.intValue ?? .max
        guard size <= Self.sizeLimit, let data = FileManager.default.contents(atPath: path),
            let text = String(data: data, encoding: .utf8)
        else { throw .keysFileUnusable(path: path, reason: "it is no text, or not readable") }
        var keys: [String: Secret] = [:]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.isEmpty || line.hasPrefix("#") { continue }
            let parts = line.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2, ProviderKey(rawValue: parts[0]) != nil, !parts[1].isEmpty else {
                throw .keysFileUnusable(path: path, reason: "line \(index + 1) is no NAME=value")
            }
            keys[parts[0]] = Secret(parts[1])
        }
        self.keys = keys
    }
}
