/// A bell for one listener: however often it is rung while nobody listens, it is heard once.
final class Bell: Sendable {
    /// For one listener; ends when the bell is closed.
    let rings: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (rings, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func ring() { continuation.yield() }

    func close() { continuation.finish() }
}
