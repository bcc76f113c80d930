import NIOCore
import NIOWebSocket
import Synchronization

/// Our side's last words on a WebSocket, said once whoever ends it.
final class WebSocketEnd: Sendable {
    private let channel: any Channel
    private let grace: TimeAmount
    private let said = Mutex(false)

    init(channel: any Channel, grace: TimeAmount) {
        self.channel = channel
        self.grace = grace
    }

    var isSaid: Bool { said.withLock(\.self) }

    /// Closes the connection by itself where the client does not.
    func say(_ code: WebSocketErrorCode) {
        let isFirst = said.withLock { said in
            defer { said = true }
            return !said
        }
        guard isFirst else { return }
        var data = channel.allocator.buffer(capacity: 2)
        data.write(webSocketErrorCode: code)
        channel.writeAndFlush(WebSocketFrame(fin: true, opcode: .connectionClose, data: data), promise: nil)
        channel.eventLoop.scheduleTask(in: grace) { [channel] in channel.close(promise: nil) }
    }

    func pong(_ data: ByteBuffer) {
        // Whoever does not read its answers gets no more of them.
        guard !isSaid, channel.isWritable else { return }
        channel.writeAndFlush(WebSocketFrame(fin: true, opcode: .pong, data: data), promise: nil)
    }
}
