import Logging

/// The life of a connection, on a thread of its own: connect, subscribe, serve, and again, until told to stop.
struct ConnectionLoop {
    private enum Outcome {
        case stopped
        case failed(ReconnectPlan.Failure, reason: String)
        case lost(reason: String, held: Duration)
    }

    private enum Wait {
        case done
        case stopped
        case late
        case lost(String)
    }

    private let core: ClientCore
    private let context: CallbackContext
    private let handle: MosquittoHandle
    private var plan: ReconnectPlan

    /// Returns when the client was told to stop; the handle is destroyed by then, and its context after it.
    static func run(_ core: ClientCore) -> Result<Void, MQTTError> {
        let context = CallbackContext(core)
        defer { core.end() }
        do throws(MQTTError) {
            let pointer = Unmanaged.passUnretained(context).toOpaque()
            let handle = try MosquittoHandle(core.configuration, context: pointer)
            context.register(with: handle)
            core.withState { $0.handle = handle }
            var loop = ConnectionLoop(core: core, context: context, handle: handle)
            loop.run()
            // First nobody uses the handle, then it goes, and only then what its callbacks point to.
            core.end()
            handle.destroy()
            withExtendedLifetime(context) {}
            return .success(())
        } catch {
            return .failure(error)
        }
    }

    private init(core: ClientCore, context: CallbackContext, handle: MosquittoHandle) {
        self.core = core
        self.context = context
        self.handle = handle
        let configuration = core.configuration
        plan = ReconnectPlan(
            addresses: configuration.addresses,
            backoff: configuration.minimumBackoff...configuration.maximumBackoff,
            preferred: configuration.preferredVersion
        )
    }

    private mutating func run() {
        var hasReported = false
        while stop == nil {
            let pause: Duration
            let address = plan.attempt.address
            switch serve(plan.attempt) {
            case .stopped:
                return
            case .failed(let failure, let reason):
                core.logger.log(level: hasReported ? .debug : .warning, "no MQTT connection to \(address): \(reason)")
                hasReported = true
                core.disconnected(reason: "\(address): \(reason)")
                pause = plan.failed(failure)
            case .lost(let reason, let held):
                core.logger.warning("the MQTT connection to \(address) was lost: \(reason)")
                hasReported = false
                core.disconnected(reason: "\(address): \(reason)")
                pause = plan.lost(afterHolding: held)
            }
            rest(pause * Double.random(in: 0.5...1))
        }
    }

    private var stop: ClientState.Stop? { core.requests(knowing: context.subscriptions.count).stop }

    private func rest(_ pause: Duration) {
        let end = ContinuousClock.now + pause
        while stop == nil, ContinuousClock.now < end {
            core.waker.wait(upTo: end - .now)
        }
    }

    private mutating func serve(_ attempt: ReconnectPlan.Attempt) -> Outcome {
        let timeout = core.configuration.connectTimeout
        if let reason = Reachability.problem(of: attempt.address, timeout: timeout) {
            return .failed(.unreachable, reason: reason)
        }
        context.beginConnection(with: core.requests(knowing: context.subscriptions.count).subscriptions)
        if let reason = handle.connect(to: attempt.address, version: attempt.version, configuration: core.configuration)
        {
            return .failed(.unreachable, reason: reason)
        }
        defer { handle.drop() }

        let accepted = turns(for: timeout) { context.acceptance != nil }
        let isSessionPresent: Bool
        switch (context.acceptance, accepted) {
        case (.accepted(let sessionPresent), _): isSessionPresent = sessionPresent
        case (.refused(let code), _): return refusal(code, attempt.version)
        case (nil, .stopped): return .stopped
        case (nil, .lost(let reason)): return .failed(.noAnswer, reason: "closed before it was accepted: \(reason)")
        case (nil, .late), (nil, .done): return .failed(.noAnswer, reason: "the broker did not answer in time")
        }
        plan.connected()

        for subscription in context.subscriptions { send(subscription) }
        switch turns(for: timeout, until: { context.unanswered.isEmpty }) {
        case .done: break
        case .stopped: return .stopped
        case .late: return .failed(.unreachable, reason: "the broker did not answer the subscriptions in time")
        case .lost(let reason): return .failed(.unreachable, reason: reason)
        }

        let connection = MQTTConnection(
            sessionPresent: isSessionPresent,
            protocolVersion: attempt.version,
            address: attempt.address
        )
        core.logger.info(
            "connected to the MQTT broker at \(attempt.address), version \(attempt.version.rawValue)",
            metadata: ["mqtt.sessionPresent": "\(isSessionPresent)"]
        )
        core.connected(connection)
        return stayConnected()
    }

    private func refusal(_ code: Int32, _ version: MQTTVersion) -> Outcome {
        // 132 is MQTT 5's word for it, 1 that of the versions before, which may answer in their own.
        let failure: ReconnectPlan.Failure = code == 132 || code == 1 ? .versionRefused : .unreachable
        let reason = MosquittoLibrary.reason(code, version: version)
        return .failed(failure, reason: "the broker refused the connection: \(reason) (\(code))")
    }

    private func stayConnected() -> Outcome {
        let start = ContinuousClock.now
        while true {
            let requests = core.requests(knowing: context.subscriptions.count)
            if let stop = requests.stop {
                leave(stop)
                return .stopped
            }
            for subscription in requests.subscriptions {
                context.add(subscription)
                send(subscription)
            }
            if let reason = turn(upTo: .seconds(1)) {
                return .lost(reason: reason, held: ContinuousClock.now - start)
            }
        }
    }

    /// Await what is in flight, say goodbye, and see the goodbye off.
    private func leave(_ stop: ClientState.Stop) {
        let deadline = ContinuousClock.now + core.configuration.shutdownTimeout
        if case .graceful = stop {
            while !core.withState({ $0.ledger.isIdle }), case .graceful = self.stop, ContinuousClock.now < deadline {
                if let reason = turn(upTo: min(deadline - .now, .seconds(1))) {
                    core.logger.warning("the MQTT connection was lost during shutdown: \(reason)")
                    return
                }
            }
        }
        handle.disconnect()
        let end = ContinuousClock.now + .seconds(1)
        while handle.socket >= 0, ContinuousClock.now < end {
            if turn(upTo: end - .now) != nil { return }
        }
    }

    private func send(_ subscription: MQTTSubscription) {
        if subscription.pattern != nil, let id = handle.subscribe(to: subscription.filter, qos: subscription.qos) {
            context.subscribing(subscription, messageID: id)
        } else if handle.socket >= 0 {
            core.logger.error("\"\(subscription.filter)\" is no MQTT topic filter")
            subscription.refused(.invalidMessage("\"\(subscription.filter)\" is no topic filter"))
        }
    }

    private func turns(for timeout: Duration, until isDone: () -> Bool) -> Wait {
        let deadline = ContinuousClock.now + timeout
        while !isDone() {
            if stop != nil { return .stopped }
            let left = deadline - ContinuousClock.now
            if left <= .zero { return .late }
            let reason = turn(upTo: min(left, .seconds(1)))
            // A refusal and the end of the connection arrive in one turn: what was said counts.
            if let reason, !isDone() { return .lost(reason) }
        }
        return .done
    }

    private func turn(upTo timeout: Duration) -> String? {
        guard let reason = handle.turn(upTo: timeout, waker: core.waker, context: context) else { return nil }
        guard let code = context.disconnectReason, code >= 0x80 else { return reason }
        return MosquittoLibrary.reason(code, version: .v5)
    }
}
