import NIOCore
import NIOPosix

/// One keep-alive connection with one request in flight at most. Lives on its event loop.
final class HTTPConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    typealias Answered = (Result<HTTPAnswer, BenchFailure>) -> Void
    /// A connection as it may be handed around outside its event loop.
    typealias Bound = NIOLoopBound<HTTPConnection>

    private var context: ChannelHandlerContext?
    private var received = ByteBuffer()
    private var answered: Answered?

    static func open(_ count: Int, to endpoint: HTTPEndpoint, on loop: any EventLoop) async throws -> [Bound] {
        let bootstrap = ClientBootstrap(group: loop)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .connectTimeout(.seconds(5))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(HTTPConnection())
                }
            }
        var connections: [Bound] = []
        for _ in 0..<count {
            let connection = bootstrap.connect(host: endpoint.host, port: endpoint.port).flatMapThrowing { channel in
                Bound(try channel.pipeline.syncOperations.handler(type: Self.self), eventLoop: channel.eventLoop)
            }
            do {
                connections.append(try await connection.get())
            } catch {
                throw BenchFailure("No connection to \(endpoint): \(error). Is a server running there?")
            }
        }
        return connections
    }

    static func close(_ connections: [Bound]) async throws {
        for connection in connections {
            try await connection.eventLoop.submit { connection.value.context?.close(promise: nil) }.get()
        }
    }

    /// - Parameter answered: called once, on the event loop.
    func send(_ request: ByteBuffer, _ answered: @escaping Answered) {
        guard let context else { return answered(.failure(Self.closed)) }
        precondition(self.answered == nil, "a connection has one request in flight")
        self.answered = answered
        context.writeAndFlush(wrapOutboundOut(request), promise: nil)
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var data = unwrapInboundIn(data)
        if received.readableBytes == 0 { received = data } else { received.writeBuffer(&data) }
        do {
            guard let answer = try HTTPAnswer.take(from: &received) else { return }
            finish(.success(answer))
        } catch {
            finish(.failure(error))
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.context = nil
        finish(.failure(Self.closed))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        finish(.failure(BenchFailure("A connection to the server broke: \(error).")))
        context.close(promise: nil)
    }

    private func finish(_ result: Result<HTTPAnswer, BenchFailure>) {
        answered.take()?(result)
    }

    private static let closed = BenchFailure("The server closed a connection before it had answered.")
}
