import Foundation

/// Whether something accepts connections at an address, found out within a time limit.
///
/// libmosquitto's own connect has none: an address that swallows packets would hold the thread for two minutes,
/// and with it the next address of the list and a shutdown.
enum Reachability {
    /// nil when reachable, otherwise the reason.
    static func problem(of address: MQTTAddress, timeout: Duration) -> String? {
        if address.isUnixSocket { return nil }
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let result = getaddrinfo(address.host, String(address.port), &hints, &found)
        guard result == 0 else { return "the host name is unknown: \(String(cString: gai_strerror(result)))" }
        defer { freeaddrinfo(found) }
        var problem = "the host has no address"
        var candidate = found
        while let info = candidate {
            guard let reason = connectProblem(info.pointee, timeout: timeout) else { return nil }
            problem = reason
            candidate = info.pointee.ai_next
        }
        return problem
    }

    private static func connectProblem(_ info: addrinfo, timeout: Duration) -> String? {
        let type = info.ai_socktype | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(info.ai_family, type, info.ai_protocol)
        guard descriptor >= 0 else { return String(cString: strerror(errno)) }
        defer { close(descriptor) }
        if connect(descriptor, info.ai_addr, info.ai_addrlen) == 0 { return nil }
        guard errno == EINPROGRESS else { return String(cString: strerror(errno)) }
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        guard poll(&waiting, 1, timeout.pollMilliseconds) == 1 else { return "no answer in time" }
        var error: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size)
        return error == 0 ? nil : String(cString: strerror(error))
    }
}

extension Duration {
    /// For `poll`: rounded up, so that a wait is never cut short to a busy loop.
    var pollMilliseconds: Int32 {
        let (seconds, attoseconds) = components
        if seconds < 0 || attoseconds < 0 { return 0 }
        let milliseconds = seconds.multipliedReportingOverflow(by: 1000)
        let rest = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return milliseconds.overflow ? .max : Int32(clamping: milliseconds.partialValue + rest)
    }
}
