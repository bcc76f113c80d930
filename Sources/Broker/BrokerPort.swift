import Foundation

/// Finding out about ports before the broker does, since it would say so in its log only.
enum BrokerPort {
    static func isLoopback(_ bind: String) -> Bool {
        bind == "localhost" || bind == "::1" || bind.hasPrefix("127.")
    }

    /// The port to listen on: the one wanted, if nobody has it, or any free one for 0.
    static func choose(_ wanted: Int, bind: String) throws(BrokerError) -> Int {
        guard (0...65535).contains(wanted) else { throw .invalidPort(wanted) }
        guard isLoopback(bind) else { throw .notLoopback(bind: bind) }
        if wanted != 0 {
            guard try isFree(wanted, bind: bind) else { throw .portTaken(port: wanted, bind: bind) }
            return wanted
        }
        // Below the ports the system gives to clients: one of those may take ours while the broker is down, and a
        // client that keeps trying to connect may even meet itself there.
        for _ in 0..<100 {
            let candidate = Int.random(in: 15_000..<32_000)
            if try isFree(candidate, bind: bind) { return candidate }
        }
        throw .portTaken(port: wanted, bind: bind)
    }

    private static func isFree(_ port: Int, bind: String) throws(BrokerError) -> Bool {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(bind, String(port), &hints, &found) == 0, let info = found?.pointee else {
            throw .notLoopback(bind: bind)
        }
        defer { freeaddrinfo(found) }
        let descriptor = socket(info.ai_family, info.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), info.ai_protocol)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        // As mosquitto does it: a connection that lingers from an earlier run does not count as taken.
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        return Glibc.bind(descriptor, info.ai_addr, info.ai_addrlen) == 0 && listen(descriptor, 1) == 0
    }
}
