import Foundation

/// Ports that nobody listens on.
public enum FreePorts {
    /// Below those that the system gives to outgoing connections and to who asks for any port: one of these may take a
    /// port between the moment when it is found free and the moment when it is used.
    private static let range = 15_000..<32_000

    /// All are held at once before they are let go, so that they differ.
    public static func take(_ count: Int) throws -> [Int] {
        let held = try (0..<count).map { _ in try holder() }
        return withExtendedLifetime(held) { held.map(\.port) }
    }

    private static func holder() throws -> PortHolder {
        for _ in 0..<100 {
            if let holder = try? PortHolder(Int.random(in: range)) { return holder }
        }
        throw POSIXError(.EADDRINUSE)
    }
}

/// Listens on a port of 127.0.0.1 until it is gone.
public final class PortHolder: Sendable {
    public let port: Int
    private let descriptor: Int32

    /// - Parameter wanted: 0 for any that is free.
    public init(_ wanted: Int = 0) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(wanted).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { [descriptor] pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, size) == 0 && listen(descriptor, 1) == 0
                    && getsockname(descriptor, address, &size) == 0
            }
        }
        port = Int(UInt16(bigEndian: address.sin_port))
        guard isListening else {
            close(descriptor)
            throw POSIXError(.EADDRINUSE)
        }
    }

    deinit { close(descriptor) }
}
