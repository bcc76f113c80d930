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

/// Bells that are rung together: one for each of those who work beside each other.
struct Bells: Sendable {
    let bells: [Bell]

    init(_ count: Int = 1) { bells = (0..<count).map { _ in Bell() } }

    func ring() { for bell in bells { bell.ring() } }
}
