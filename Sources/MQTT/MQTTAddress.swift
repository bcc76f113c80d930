import Foundation

/// Where a broker listens: a host and port, with or without TLS, or a unix socket.
public struct MQTTAddress: Sendable, Hashable, CustomStringConvertible {
    /// A host name or address; for a unix socket its path.
    public let host: String
    /// 1 to 65535; 0 for a unix socket.
    public let port: Int
    public let usesTLS: Bool

    public init(host: String, port: Int = 1883, usesTLS: Bool = false) {
        self.host = host
        self.port = port
        self.usesTLS = usesTLS
    }

    /// Reads `mqtt://host[:port]` (port 1883 by default) or `mqtts://host[:port]` (8883). Nothing else is taken:
    /// a user name or a path in the address is refused rather than ignored.
    public init?(url: String) {
        guard let parts = URLComponents(string: url), let host = parts.host, !host.isEmpty,
            parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil,
            parts.path.isEmpty || parts.path == "/"
        else { return nil }
        let usesTLS: Bool
        switch parts.scheme {
        case "mqtt": usesTLS = false
        case "mqtts": usesTLS = true
        default: return nil
        }
        let port = parts.port ?? (usesTLS ? 8883 : 1883)
        guard (1...65535).contains(port) else { return nil }
        let bare = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        self.init(host: bare, port: port, usesTLS: usesTLS)
    }

    /// The unix socket at a path.
    public static func unix(_ path: String) -> MQTTAddress {
        MQTTAddress(host: path, port: 0)
    }

    public var isUnixSocket: Bool { port == 0 }

    public var description: String {
        if isUnixSocket { return "unix:\(host)" }
        let shown = host.contains(":") ? "[\(host)]" : host
        return "\(usesTLS ? "mqtts" : "mqtt")://\(shown):\(port)"
    }
}
