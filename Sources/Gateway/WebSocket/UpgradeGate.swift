import NIOCore
import NIOHTTP1

/// Lets a connection's first request reach the upgrade only where it will be upgraded, and takes its place then.
///
/// NIO's upgrade handler drops the head of a request whose upgrade is refused. So one that asks for another protocol, as
/// some HTTP clients do with every first request, loses that wish here and is answered like any other.
final class UpgradeGate: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    private let slots: ConnectionSlots

    init(slots: ConnectionSlots) {
        self.slots = slots
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        let request = UpgradeRequest(head)
        if request.isWebSocket, request.refusal(slots: slots) == nil, slots.take() {
            context.channel.closeFuture.whenComplete { [slots] _ in slots.release() }
        } else {
            head.headers.remove(name: "Upgrade")
        }
        context.fireChannelRead(wrapInboundOut(.head(head)))
        context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
    }
}
