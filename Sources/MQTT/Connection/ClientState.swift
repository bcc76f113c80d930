/// What the callers' tasks and the connection's thread share. Only ever touched under `ClientCore`'s lock.
struct ClientState: Sendable {
    enum Phase: Sendable {
        case idle
        case disconnected(reason: String)
        case connected(MQTTConnection)
        case ended
    }

    enum Stop: Sendable {
        /// Await what is in flight, then say goodbye.
        case graceful
        case immediate
    }

    var phase = Phase.idle
    var isRunning = false
    var stop: Stop?
    var handle: MosquittoHandle?
    var ledger: PublishLedger
    var subscriptions: [MQTTSubscription] = []
    var observers: [UInt64: AsyncStream<MQTTConnectionEvent>.Continuation] = [:]

    init(publishWindow: Int) {
        ledger = PublishLedger(window: publishWindow)
    }

    var connection: MQTTConnection? {
        if case .connected(let connection) = phase { connection } else { nil }
    }

    var event: MQTTConnectionEvent {
        switch phase {
        case .idle: .disconnected(reason: "not started")
        case .disconnected(let reason): .disconnected(reason: reason)
        case .connected(let connection): .connected(connection)
        case .ended: .disconnected(reason: "shut down")
        }
    }

    /// Why nothing can be published now; nil when it can.
    var refusal: MQTTError? {
        switch phase {
        case .ended: .closed
        case .idle, .disconnected: stop == nil ? .notConnected : .closed
        case .connected: stop == nil ? nil : .closed
        }
    }

    /// Hands messages to the library while the window has room.
    ///
    /// The library is called under the lock, which three things rest on: an acknowledgement cannot overtake the
    /// registration of its message (the library gives it out before its publish call has returned, now and then);
    /// messages leave in the order of the calls; and nobody is inside the library's publish when the connection's
    /// thread connects, which closes and reopens the descriptors that publish writes to.
    /// The library takes none of its callbacks' locks in publish, so a callback may wait for ours.
    mutating func sendWhatFits() -> [DueAnswer] {
        guard let connection, let handle else { return [] }
        var due: [DueAnswer] = []
        while let message = ledger.next() {
            let answer: DueAnswer?
            do throws(MQTTError) {
                answer = ledger.didSend(try handle.publish(message, version: connection.protocolVersion))
            } catch {
                answer = ledger.didRefuse(error)
            }
            if let answer { due.append(answer) }
        }
        return due
    }
}
