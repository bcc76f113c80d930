import Foundation
import MQTT
import Synchronization

/// A server on a free port that answers as a test wants it to, for what no real broker would do.
final class FakeServer: Sendable {
    struct Packet: Sendable, Equatable {
        static let connect: UInt8 = 1
        static let publish: UInt8 = 3
        static let subscribe: UInt8 = 8

        let type: UInt8
        let body: [UInt8]

        /// Of a CONNECT: 5 or 4, which is 3.1.1.
        var protocolLevel: UInt8 { body.count > 6 ? body[6] : 0 }

        /// Of a QoS 1 PUBLISH.
        var messageID: [UInt8] {
            let topicLength = Int(body[0]) << 8 | Int(body[1])
            return Array(body[(2 + topicLength)..<(4 + topicLength)])
        }
    }

    /// What to do about a packet: bytes to send back, or nil to close the connection.
    typealias Responder = @Sendable (Packet) -> [UInt8]?

    let port: Int
    /// Every packet, in order, of all connections.
    let packets: AsyncStream<Packet>
    private let arrivals: AsyncStream<Packet>.Continuation
    private let listener: Int32
    private let connection = Mutex<Int32>(-1)
    private let respond: Responder

    var address: MQTTAddress { MQTTAddress(host: "127.0.0.1", port: port) }

    static let accepted5: [UInt8] = [0x20, 3, 0, 0, 0]
    static let accepted3: [UInt8] = [0x20, 2, 0, 0]

    init(respond: @escaping Responder) throws {
        self.respond = respond
        (packets, arrivals) = AsyncStream.makeStream()
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) + listen(descriptor, 8) + getsockname(descriptor, $0, &size)
            }
        }
        guard result == 0 else { throw POSIXError(.EADDRINUSE) }
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    func start() -> FakeServer {
        let thread = Thread { [self] in serve() }
        thread.start()
        return self
    }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        dropConnection()
    }

    func dropConnection() {
        connection.withLock { if $0 >= 0 { _ = shutdown($0, Int32(SHUT_RDWR)) } }
    }

    func send(_ bytes: [UInt8]) {
        connection.withLock { _ = Foundation.send($0, bytes, bytes.count, Int32(MSG_NOSIGNAL)) }
    }

    private func serve() {
        while true {
            let accepted = accept(listener, nil, nil)
            if accepted < 0 { break }
            connection.withLock { $0 = accepted }
            while let packet = read(from: accepted) {
                arrivals.yield(packet)
                guard let answer = respond(packet) else { break }
                send(answer)
            }
            connection.withLock { $0 = -1 }
            close(accepted)
        }
        close(listener)
        arrivals.finish()
    }

    private func read(from descriptor: Int32) -> Packet? {
        guard let first = bytes(1, from: descriptor)?.first else { return nil }
        var (length, shift) = (0, 0)
        while let byte = bytes(1, from: descriptor)?.first {
            length |= Int(byte & 127) << shift
            shift += 7
            if byte & 128 == 0 {
                return bytes(length, from: descriptor).map { Packet(type: first >> 4, body: $0) }
            }
        }
        return nil
    }

    private func bytes(_ count: Int, from descriptor: Int32) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = bytes[filled...].withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, count - filled, 0) }
            if got <= 0 { return nil }
            filled += got
        }
        return bytes
    }
}

/// Runs a fake server while the body runs.
func withFakeServer<Result>(
    respond: @escaping FakeServer.Responder,
    _ body: (FakeServer) async throws -> Result
) async throws -> Result {
    let server = try FakeServer(respond: respond).start()
    defer { server.stop() }
    return try await body(server)
}
