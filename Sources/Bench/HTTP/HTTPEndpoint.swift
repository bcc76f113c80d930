import Foundation
import NIOCore

/// Where the server listens, and requests to it as the bytes that go on the wire.
struct HTTPEndpoint: Sendable, CustomStringConvertible {
    let host: String
    let port: Int

    /// Reads `http://host:port`.
    init(url: String) throws(BenchFailure) {
        guard let parts = URLComponents(string: url), parts.scheme == "http", let host = parts.host, !host.isEmpty,
            parts.path.isEmpty || parts.path == "/"
        else { throw BenchFailure("'\(url)' is not an address like http://127.0.0.1:8088.") }
        self.host = host
        self.port = parts.port ?? 80
    }

    var description: String { "http://\(host):\(port)" }

    func get(_ path: String) -> ByteBuffer {
        ByteBuffer(string: "GET \(path) HTTP/1.1\r\nHost: \(host):\(port)\r\n\r\n")
    }

    func post(_ path: String, _ json: String) -> ByteBuffer { send("POST", path, json) }

    func put(_ path: String, _ json: String) -> ByteBuffer { send("PUT", path, json) }

    private func send(_ method: String, _ path: String, _ json: String) -> ByteBuffer {
        ByteBuffer(
            string: """
                \(method) \(path) HTTP/1.1\r\nHost: \(host):\(port)\r\nContent-Type: application/json\r\n\
                Content-Length: \(json.utf8.count)\r\n\r\n\(json)
                """
        )
    }
}
