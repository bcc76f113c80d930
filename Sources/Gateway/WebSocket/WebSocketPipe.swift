import Logging
import NIOCore
import NIOWebSocket
import ServiceLifecycle

/// Carries bytes between one WebSocket client and the broker, each side no faster than the other can take them.
struct WebSocketPipe: Sendable {
    typealias Client = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

    let client: Client
    let dialer: BrokerDialer
    let limits: WebSocketLimits
    let logger: Logger

    /// Until both sides are closed.
    func run() async {
        let end = WebSocketEnd(channel: client.channel, grace: limits.farewell)
        do {
            try await client.executeThenClose { frames, writer in
                let input = ClientInput(frames: frames, end: end)
                guard let broker = await dialer.connect(on: client.channel.eventLoop) else {
                    // "Try again later": a client's own back-off decides when.
                    end.say(.unknown(1013))
                    try await input.drain()
                    return
                }
                // A broker that hangs would never let go of a client that is long gone.
                client.channel.closeFuture.whenComplete { _ in
                    broker.channel.eventLoop.scheduleTask(in: limits.farewell) { broker.channel.close(promise: nil) }
                }
                try await broker.executeThenClose { bytes, toBroker in
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTask { await forward(bytes, to: writer, end) }
                        group.addTask { try await keepAlive(input, end) }
                        group.addTask {
                            try await gracefulShutdown()
                            end.say(.goingAway)
                        }
                        try await input.copy(to: toBroker)
                        group.cancelAll()
                    }
                }
            }
        } catch {
            // However it ended, both sides are closed by now.
            logger.debug("A WebSocket connection ended", metadata: ["error": "\(error)"])
        }
    }

    /// Waits where the client reads slowly; the broker then keeps what it may, and drops the rest.
    private func forward(
        _ bytes: NIOAsyncChannelInboundStream<ByteBuffer>,
        to writer: NIOAsyncChannelOutboundWriter<WebSocketFrame>,
        _ end: WebSocketEnd
    ) async {
        do {
            for try await buffer in bytes {
                try await writer.write(WebSocketFrame(fin: true, opcode: .binary, data: buffer))
            }
        } catch {
            logger.debug("The broker's side of a WebSocket connection ended", metadata: ["error": "\(error)"])
        }
        end.say(.goingAway)
    }

    /// Finds out about clients that went without a word.
    private func keepAlive(_ input: ClientInput, _ end: WebSocketEnd) async throws {
        while true {
            try await Task.sleep(for: limits.pingInterval)
            guard input.silence < limits.silence else { return end.say(.goingAway) }
            client.channel.writeAndFlush(WebSocketFrame(fin: true, opcode: .ping, data: ByteBuffer()), promise: nil)
        }
    }
}
