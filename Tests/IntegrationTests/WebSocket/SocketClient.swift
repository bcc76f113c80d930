import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket
import TestSupport

/// A WebSocket client with MQTT in it, that does only what the test asks: it reads only when it is asked for a packet.
final class SocketClient {
    private var frames: NIOAsyncChannelInboundStream<WebSocketFrame>.AsyncIterator
    private let writer: NIOAsyncChannelOutboundWriter<WebSocketFrame>
    private var bytes = ByteBuffer()
    /// The code of the server's close frame.
    private(set) var closeCode: WebSocketErrorCode?
    private(set) var pings = 0

    private init(
        _ frames: NIOAsyncChannelInboundStream<WebSocketFrame>,
        _ writer: NIOAsyncChannelOutboundWriter<WebSocketFrame>
    ) {
        self.frames = frames.makeAsyncIterator()
        self.writer = writer
    }

    /// Sends bytes as binary frames of at most the given size.
    func send(_ buffer: ByteBuffer, frameSize: Int = 128 * 1024) async throws {
        var rest = buffer
        while let slice = rest.readSlice(length: min(frameSize, rest.readableBytes)), slice.readableBytes > 0 {
            try await send(slice, opcode: .binary)
        }
    }

    func send(_ data: ByteBuffer, opcode: WebSocketOpcode) async throws {
        try await writer.write(WebSocketFrame(fin: true, opcode: opcode, maskKey: .random(), data: data))
    }

    /// The next MQTT packet; nil where the server closed.
    func packet() async throws -> MQTTPacket? {
        while true {
            if let packet = MQTTPacket(reading: &bytes) { return packet }
            guard let frame = try await frames.next(isolation: #isolation) else { return nil }
            switch frame.opcode {
            case .binary:
                var data = frame.data
                bytes.writeBuffer(&data)
            case .connectionClose:
                var data = frame.data
                closeCode = data.readWebSocketErrorCode()
                try? await send(ByteBuffer(), opcode: .connectionClose)
                return nil
            case .ping: pings += 1
            default: break
            }
        }
    }

    /// Opens `/mqtt` for the body, and closes it afterwards.
    ///
    /// - Throws: ``Refused`` with the answer where the server does not upgrade.
    static func open<Value>(
        _ system: RunningBaedal,
        subprotocol: String? = "mqtt",
        origin: String? = nil,
        _ body: (SocketClient) async throws -> Value
    ) async throws -> Value {
        guard let url = URL(string: system.rest.base), let port = url.port else { throw URLError(.badURL) }
        var headers = HTTPHeaders([("Host", "127.0.0.1:\(port)"), ("Content-Length", "0")])
        if let subprotocol { headers.add(name: "Sec-WebSocket-Protocol", value: subprotocol) }
        if let origin { headers.add(name: "Origin", value: origin) }
        let request = HTTPRequestHead(version: .http1_1, method: .GET, uri: "/mqtt", headers: headers)
        let upgrade = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup).connect(
            host: "127.0.0.1",
            port: port
        ) { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(
                    configuration: .init(upgradeConfiguration: configuration(request))
                )
            }
        }
        return try await upgrade.get().executeThenClose { frames, writer in
            try await body(SocketClient(frames, writer))
        }
    }

    /// The server answered the upgrade like any request.
    struct Refused: Error {}

    private typealias Frames = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

    private static func configuration(
        _ request: HTTPRequestHead
    ) -> NIOTypedHTTPClientUpgradeConfiguration<Frames> {
        let upgrader = NIOTypedWebSocketClientUpgrader<Frames>(maxFrameSize: 1 << 24) { channel, _ in
            channel.eventLoop.makeCompletedFuture { try Frames(wrappingChannelSynchronously: channel) }
        }
        return NIOTypedHTTPClientUpgradeConfiguration(upgradeRequestHead: request, upgraders: [upgrader]) { channel in
            // Once the failure has been handed on.
            channel.eventLoop.execute { channel.close(promise: nil) }
            return channel.eventLoop.makeFailedFuture(Refused())
        }
    }
}
