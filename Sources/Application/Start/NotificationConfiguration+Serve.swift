import Foundation
import NotificationService
import ServiceKit

extension NotificationConfiguration {
    /// - Parameters:
    ///   - isHere: the service runs in this process; else its provider is nobody's matter.
    ///   - isGateway: links lead to this process, where its port is known beforehand.
    init(_ configuration: ServeConfiguration, isHere: Bool, isGateway: Bool) throws(StartError) {
        self.init()
        if let url = configuration.publicURL {
            guard let parts = URL(string: url), ["http", "https"].contains(parts.scheme), parts.host() != nil,
                !url.hasSuffix("/"), url.utf16.count <= 200
            else { throw .invalidPublicURL(url) }
            webBase = url
        } else if isGateway, configuration.httpPort != 0 {
            let host = configuration.bind == "::1" ? "[::1]" : configuration.bind
            webBase = "http://\(host):\(configuration.httpPort)"
        }
        guard let name = ProviderName(rawValue: configuration.provider.name) else {
            throw .unknownProvider(configuration.provider.name)
        }
        guard isHere else { return }
        provider = name
        switch name {
        case .local: break
        case .bizgo: bizgo = try BizgoConfiguration(configuration.provider)
        }
    }
}

extension BizgoConfiguration {
    fileprivate init(_ provider: ServeConfiguration.Provider) throws(StartError) {
        let url = provider.url ?? Self.liveURL
        guard let parts = URL(string: url), let host = parts.host(), ["", "/"].contains(parts.path()),
            parts.query() == nil, parts.user() == nil,
            parts.scheme == "https" || parts.scheme == "http" && ["127.0.0.1", "localhost", "::1"].contains(host)
        else { throw .invalidProviderURL(url) }
        var keys = provider.keys
        if let path = provider.keysFile { keys.merge(try KeysFile(path).keys) { environment, _ in environment } }
        let missing = ProviderKey.required.filter { keys[$0.rawValue] == nil }
        guard let api = keys[ProviderKey.api.rawValue], let sender = keys[ProviderKey.sender.rawValue],
            let from = keys[ProviderKey.from.rawValue], missing.isEmpty
        else { throw .missingKeys(missing.map(\.rawValue)) }
        // What cannot stand in a header would fail with each message.
        for (key, value) in [(ProviderKey.api, api), (.sender, sender)] {
            guard value.value.utf8.allSatisfy({ (33...126).contains($0) }) else { throw .invalidKey(key.rawValue) }
        }
        let digits = from.value.filter { $0 != "-" }
        guard (8...12).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
            throw .invalidKey(ProviderKey.from.rawValue)
        }
        self.init(
            url: url.hasSuffix("/") ? String(url.dropLast()) : url,
            apiKey: api,
            senderKey: sender,
            from: digits,
            webhookSecret: keys[ProviderKey.webhook.rawValue]
        )
        if let rate = provider.rate {
            guard (1...100_000).contains(rate) else { throw .invalidProviderRate(rate) }
            recipientsPerSecond = rate
        }
    }
}
