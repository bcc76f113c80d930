import Synchronization

/// The messages of one topic filter, for one consumer, through a bounded buffer.
///
/// When the buffer is full the newest message is dropped and counted: the connection is never held up by a slow
/// consumer, and one that must not miss anything heals the gap from the log. Ends when the client has ended.
///
/// A message that matches several subscriptions of a client goes to each of them once *per copy the broker sends*;
/// where filters of one client overlap, a broker may send a copy for each.
public final class MQTTSubscription: AsyncSequence, Sendable {
    public typealias Element = MQTTMessage

    public let filter: String
    public let qos: QoS
    let pattern: TopicFilter?
    private let state: Mutex<State>

    private struct State {
        var buffer: MessageBuffer
        var dropped = 0
        var hasEnded = false
        var consumer: CheckedContinuation<Void, Never>?
        var isWakePromised = false
        var activation: Result<Void, MQTTError>?
        var activationWaiters: [CheckedContinuation<Void, Never>] = []
    }

    init(filter: String, qos: QoS, bufferLimit: Int) {
        self.filter = filter
        self.qos = qos
        pattern = TopicFilter(filter)
        state = Mutex(State(buffer: MessageBuffer(limit: bufferLimit)))
    }

    /// How many messages found the buffer full, since the client was made.
    public var droppedCount: Int { state.withLock { $0.dropped } }

    /// Waits for at least one message, then returns all there are, up to `limit`. nil when the client has ended and
    /// the buffer is empty, or when the waiting task is cancelled.
    public func nextBatch(limit: Int) async -> [MQTTMessage]? {
        await next { buffer in
            let batch = buffer.pop(upTo: Swift.max(1, limit))
            return batch.isEmpty ? nil : batch
        }
    }

    /// Returns once the broker has confirmed the subscription: from then on no matching message passes unseen.
    /// Throws `refused` where the broker will not have it, `cancelled` or `closed`.
    public func waitUntilActive() async throws(MQTTError) {
        while true {
            let (activation, hasEnded) = state.withLock { ($0.activation, $0.hasEnded) }
            if let activation { return try activation.get() }
            if hasEnded { throw .closed }
            if Task.isCancelled { throw .cancelled }
            await activationNews()
        }
    }

    private func activationNews() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mayProceed = state.withLock { state in
                    if state.activation != nil || state.hasEnded || Task.isCancelled { return true }
                    state.activationWaiters.append(continuation)
                    return false
                }
                if mayProceed { continuation.resume() }
            }
        } onCancel: {
            wakeActivationWaiters { _ in }
        }
    }

    public func makeAsyncIterator() -> Iterator { Iterator(subscription: self) }

    public struct Iterator: AsyncIteratorProtocol {
        let subscription: MQTTSubscription

        public mutating func next() async -> MQTTMessage? {
            await subscription.next { $0.popFirst() }
        }
    }

    private func next<Result>(_ take: (inout MessageBuffer) -> Result?) async -> Result? {
        while true {
            let (result, hasEnded) = state.withLock { (take(&$0.buffer), $0.hasEnded) }
            if let result { return result }
            if hasEnded || Task.isCancelled { return nil }
            await arrival()
        }
    }

    /// Returns when there may be something to take: a message, the end, or cancellation.
    private func arrival() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mayProceed = state.withLock { state in
                    if state.buffer.count > 0 || state.hasEnded || Task.isCancelled { return true }
                    precondition(state.consumer == nil, "an MQTTSubscription has one consumer")
                    state.consumer = continuation
                    return false
                }
                if mayProceed { continuation.resume() }
            }
        } onCancel: {
            wakeConsumer()
        }
    }

    /// Called by the connection's thread for each message: copies nothing, waits for nobody.
    ///
    /// - Returns: whether the consumer waits and nobody has promised to wake it yet. The caller does, when it has read
    ///   what there is: waking it for each message costs more than the message.
    func append(_ message: MQTTMessage) -> Bool {
        state.withLock { state in
            if !state.buffer.append(message) { state.dropped += 1 }
            guard state.consumer != nil, !state.isWakePromised else { return false }
            state.isWakePromised = true
            return true
        }
    }

    func wakeConsumer() {
        wakeConsumer { _ in }
    }

    func end() {
        wakeConsumer { $0.hasEnded = true }
        wakeActivationWaiters { _ in }
    }

    func activated() {
        wakeActivationWaiters { $0.activation = .success(()) }
    }

    func refused(_ error: MQTTError) {
        wakeActivationWaiters { $0.activation = .failure(error) }
    }

    private func wakeActivationWaiters(after change: (inout State) -> Void) {
        let waiters = state.withLock { state in
            change(&state)
            defer { state.activationWaiters = [] }
            return state.activationWaiters
        }
        for waiter in waiters { waiter.resume() }
    }

    private func wakeConsumer(after change: (inout State) -> Void) {
        let consumer = state.withLock { state in
            change(&state)
            state.isWakePromised = false
            return state.consumer.take()
        }
        consumer?.resume()
    }
}
