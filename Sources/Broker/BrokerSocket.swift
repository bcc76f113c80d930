import Foundation

/// A unix socket beside the broker's port, for whoever runs it: a packet costs about half of what it costs over TCP.
enum BrokerSocket {
    /// What the system allows, without the closing zero.
    private static let pathLimit = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

    /// Where to listen; nil where the path would be too long, or the file system knows no sockets.
    static func path(in folder: String) -> String? {
        let path = folder + "/socket"
        return path.utf8.count <= pathLimit && canListen(at: path) ? path : nil
    }

    /// Tried out, since the broker would not start at all.
    private static func canListen(at path: String) -> Bool {
        unlink(path)
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer {
            close(descriptor)
            unlink(path)
        }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return withUnsafeBytes(of: &address) { bytes in
            guard let start = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
            return bind(descriptor, start, socklen_t(bytes.count)) == 0
        }
    }
}
