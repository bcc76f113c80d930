/// A bell: however often it is rung while nobody listens, it is heard once.
final class Signal: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func raise() { continuation.yield() }

    func finish() { continuation.finish() }

    /// For one listener.
    var raised: AsyncStream<Void> { stream }
}
