import Logging
import Synchronization

/// The meeting point of the callers' tasks and the connection's thread: a lock, and a way to wake the thread.
final class ClientCore: Sendable {
    let configuration: MQTTClientConfiguration
    let logger: Logger
    let waker = Waker()
    private let state: Mutex<ClientState>
    private let lastID = Atomic<UInt64>(0)

    init(configuration: MQTTClientConfiguration, logger: Logger) {
        self.configuration = configuration
        var logger = logger
        logger[metadataKey: "mqtt.client"] = "\(configuration.clientID)"
        self.logger = logger
        state = Mutex(ClientState(publishWindow: configuration.publishWindow))
    }

    func withState<Result>(_ body: (inout ClientState) -> Result) -> Result {
        state.withLock { body(&$0) }
    }

    func newID() -> UInt64 {
        lastID.wrappingAdd(1, ordering: .relaxed).newValue
    }
}

// MARK: - For the callers

extension ClientCore {
    func publish(_ messages: [MQTTMessage]) async throws(MQTTError) -> PublishAcknowledgement {
        for message in messages { try message.validate() }
        if messages.isEmpty { return PublishAcknowledgement() }
        let id = newID()
        let answer: PublishJob.Answer = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                start(PublishJob(messages) { continuation.resume(returning: $0) }, id: id)
            }
        } onCancel: {
            cancel(id)
        }
        return try answer.get()
    }

    private func start(_ job: PublishJob, id: UInt64) {
        let due: [DueAnswer] = withState { state in
            if let refusal = state.refusal { return [DueAnswer(job: job, answer: .failure(refusal))] }
            // The cancellation handler may have run before there was a job to cancel.
            if Task.isCancelled { return [DueAnswer(job: job, answer: .failure(.cancelled))] }
            state.ledger.add(job, id: id)
            return state.sendWhatFits()
        }
        waker.wake()
        for answer in due { answer.give() }
    }

    private func cancel(_ id: UInt64) {
        withState { $0.ledger.fail(id, .cancelled) }?.give()
    }

    func add(_ subscription: MQTTSubscription) {
        let hasEnded = withState { state in
            if case .ended = state.phase { return true }
            state.subscriptions.append(subscription)
            return false
        }
        if hasEnded { subscription.end() }
        waker.wake()
    }

    func observe(_ continuation: AsyncStream<MQTTConnectionEvent>.Continuation) {
        let id = newID()
        continuation.onTermination = { [weak self] _ in
            self?.withState { $0.observers[id] = nil }
        }
        let hasEnded = withState { state in
            continuation.yield(state.event)
            if case .ended = state.phase { return true }
            state.observers[id] = continuation
            return false
        }
        if hasEnded { continuation.finish() }
    }

    func stop(_ stop: ClientState.Stop) {
        withState { state in
            if case .immediate = state.stop { return }
            state.stop = stop
        }
        waker.wake()
    }
}

// MARK: - For the connection's thread

extension ClientCore {
    /// What the thread has been asked for since it looked last: to stop, and subscriptions beyond those it knows.
    func requests(knowing count: Int) -> (stop: ClientState.Stop?, subscriptions: ArraySlice<MQTTSubscription>) {
        withState { ($0.stop, $0.subscriptions[count...]) }
    }

    func acknowledge(_ messageID: Int32, with answer: PublishJob.Answer) {
        let due = withState { state in
            let answered = state.ledger.didAcknowledge(messageID, with: answer)
            return (answered, state.sendWhatFits())
        }
        due.0?.give()
        for answer in due.1 { answer.give() }
    }

    func connected(_ connection: MQTTConnection) {
        announce { state in
            state.phase = .connected(connection)
            return []
        }
    }

    func disconnected(reason: String) {
        announce { state in
            state.phase = .disconnected(reason: reason)
            return state.ledger.connectionLost()
        }
    }

    /// After this nobody touches the handle.
    func end() {
        let (subscriptions, observers) = withState { state in
            defer { state.observers = [:] }
            return (state.subscriptions, state.observers)
        }
        announce { state in
            state.phase = .ended
            state.handle = nil
            return state.ledger.close()
        }
        for subscription in subscriptions { subscription.end() }
        for observer in observers.values {
            observer.yield(.disconnected(reason: "shut down"))
            observer.finish()
        }
    }

    private func announce(_ change: (inout ClientState) -> [DueAnswer]) {
        let (due, event, observers) = withState { state in
            let due = change(&state)
            return (due, state.event, Array(state.observers.values))
        }
        for answer in due { answer.give() }
        for observer in observers { observer.yield(event) }
    }
}
