import NIOCore

/// One rider's own connection to the broker. Lives on its event loop.
final class RiderConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    let number: Int
    private let name: String
    private let filters: [String]
    private let ready: EventLoopPromise<Void>
    private let hear: (_ rider: Int, _ topic: String, _ payload: [UInt8], _ at: NIODeadline) -> Void
    private var context: ChannelHandlerContext?
    private var received = ByteBuffer()
    private var identifier: UInt16 = 1

    init(
        _ number: Int,
        name: String,
        filters: [String],
        ready: EventLoopPromise<Void>,
        hear: @escaping (Int, String, [UInt8], NIODeadline) -> Void
    ) {
        self.number = number
        self.name = name
        self.filters = filters
        self.ready = ready
        self.hear = hear
    }

    func publish(_ topic: String, _ payload: String) {
        identifier = identifier &+ 1
        send(MQTTPackets.publish(topic, payload, identifier: identifier))
    }

    func close() { context?.close(promise: nil) }

    func channelActive(context: ChannelHandlerContext) {
        self.context = context
        send(MQTTPackets.connect(name))
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.context = nil
        ready.fail(BenchFailure("The broker closed the connection of rider \(number)."))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let now = NIODeadline.now()
        var buffer = unwrapInboundIn(data)
        received.writeBuffer(&buffer)
        while let packet = MQTTPackets.take(from: &received) {
            switch packet {
            case .connected(code: 0): send(MQTTPackets.subscribe(filters))
            case .connected(let code): ready.fail(BenchFailure("The broker refused a rider with code \(code)."))
            case .subscribed: ready.succeed()
            case .message(let topic, let payload, let identifier):
                if let identifier { send(MQTTPackets.acknowledge(identifier)) }
                hear(number, topic, payload, now)
            case .other: break
            }
        }
        received.discardReadBytes()
    }

    private func send(_ packet: ByteBuffer) { context?.writeAndFlush(wrapOutboundOut(packet), promise: nil) }
}
