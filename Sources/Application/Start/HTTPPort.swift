import Foundation

/// Finding out about the port before anything starts, since the server would find out last.
enum HTTPPort {
    static func check(_ port: Int, bind: String) throws(StartError) {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(bind, String(port), &hints, &found) == 0, let info = found?.pointee else {
            throw .unknownHost(bind: bind)
        }
        defer { freeaddrinfo(found) }
        let descriptor = socket(info.ai_family, info.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), info.ai_protocol)
        guard descriptor >= 0 else { throw .unknownHost(bind: bind) }
        defer { close(descriptor) }
        // As the server does it: a connection that lingers from an earlier run does not count as taken.
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        if Glibc.bind(descriptor, info.ai_addr, info.ai_addrlen) == 0, listen(descriptor, 1) == 0 { return }
        switch errno {
        case EACCES, EPERM: throw .portNotAllowed(port: port)
        case EADDRNOTAVAIL: throw .unknownHost(bind: bind)
        default: throw .portTaken(port: port, bind: bind)
        }
    }
}
