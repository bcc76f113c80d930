import NIOCore
import NIOWebSocket
import Synchronization

/// What one client sends, read to the end: bytes for the broker, and the WebSocket's own frames.
final class ClientInput: Sendable {
    private let frames: NIOAsyncChannelInboundStream<WebSocketFrame>
    private let end: WebSocketEnd
    private let heard = Mutex(ContinuousClock.now)

    init(frames: NIOAsyncChannelInboundStream<WebSocketFrame>, end: WebSocketEnd) {
        self.frames = frames
        self.end = end
    }

    /// Since the last frame.
    var silence: Duration { .now - heard.withLock(\.self) }

    /// Until the client closes. What comes after our own close frame is read and dropped, or the client's system would
    /// tell it of a broken connection instead of why.
    func copy(to broker: NIOAsyncChannelOutboundWriter<ByteBuffer>) async throws {
        for try await frame in frames {
            heard.withLock { $0 = .now }
            switch frame.opcode {
            case .binary, .continuation:
                guard frame.maskKey != nil else {
                    end.say(.protocolError)
                    continue
                }
                // A broker that is gone has ended its own side, which says so.
                if !end.isSaid { try? await broker.write(frame.unmaskedData) }
            case .ping: end.pong(frame.unmaskedData)
            case .connectionClose: return end.say(.normalClosure)
            case .text: end.say(.unacceptableData)
            default: break
            }
        }
    }

    /// The same without a broker.
    func drain() async throws {
        for try await frame in frames where frame.opcode == .connectionClose { return }
    }
}
