import Contracts
import Synchronization

/// Tells whoever watches an order in this process that it has changed.
final class OrderChanges: Sendable {
    private struct Watchers {
        var byOrder: [OrderID: [Int: AsyncStream<Void>.Continuation]] = [:]
        var nextKey = 0
    }

    private let watchers = Mutex(Watchers())

    /// Beats once for each change, or once for several that come close together.
    func watch(_ order: OrderID) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let key = watchers.withLock { watchers in
            watchers.nextKey += 1
            watchers.byOrder[order, default: [:]][watchers.nextKey] = continuation
            return watchers.nextKey
        }
        continuation.onTermination = { [weak self] _ in self?.forget(order, key) }
        return stream
    }

    func announce(_ order: OrderID) {
        let waiting = watchers.withLock { $0.byOrder[order].map { Array($0.values) } ?? [] }
        for continuation in waiting { continuation.yield() }
    }

    private func forget(_ order: OrderID, _ key: Int) {
        watchers.withLock { watchers in
            watchers.byOrder[order]?[key] = nil
            if watchers.byOrder[order]?.isEmpty == true { watchers.byOrder[order] = nil }
        }
    }
}
