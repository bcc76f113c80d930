import Contracts
import Synchronization

/// Tells whoever watches an order in this process that it has changed.
final class OrderChanges: Sendable {
    private struct Watchers {
        var byOrder: [OrderID: [Int: AsyncStream<Void>.Continuation]] = [:]
        var nextKey = 0
        var isFinished = false
    }

    private let watchers = Mutex(Watchers())

    /// Beats once for each change, or once for several that come close together; ends at shutdown.
    func watch(_ order: OrderID) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let key = watchers.withLock { watchers -> Int? in
            guard !watchers.isFinished else { return nil }
            watchers.nextKey += 1
            watchers.byOrder[order, default: [:]][watchers.nextKey] = continuation
            return watchers.nextKey
        }
        guard let key else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in self?.forget(order, key) }
        return stream
    }

    func announce(_ order: OrderID) {
        let waiting = watchers.withLock { $0.byOrder[order].map { Array($0.values) } ?? [] }
        for continuation in waiting { continuation.yield() }
    }

    /// Ends every watch: a stream would otherwise hold up the shutdown.
    func finish() {
        let all = watchers.withLock { watchers in
            watchers.isFinished = true
            return watchers.byOrder.values.flatMap(\.values)
        }
        for continuation in all { continuation.finish() }
    }

    private func forget(_ order: OrderID, _ key: Int) {
        watchers.withLock { watchers in
            watchers.byOrder[order]?[key] = nil
            if watchers.byOrder[order]?.isEmpty == true { watchers.byOrder[order] = nil }
        }
    }
}
