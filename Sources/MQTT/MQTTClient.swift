import Foundation
public import Logging
public import ServiceLifecycle

/// An MQTT 5 client that falls back to 3.1.1, stays connected over a list of addresses, and ends in good order.
///
/// Making one has no effect on anything; `run()` connects and stays connected until graceful shutdown, which first
/// awaits what is in flight, or cancellation, which does not. Subscriptions may be made before and are sent again at
/// each connect. Nothing is published while disconnected: such a publish throws at once, and nothing was taken.
public final class MQTTClient: Service, Sendable {
    let core: ClientCore

    public init(configuration: MQTTClientConfiguration, logger: Logger) {
        core = ClientCore(configuration: configuration, logger: logger)
    }

    /// Connects and stays connected. Throws only where it cannot start: a wrong configuration, a TLS file that
    /// cannot be read, a second call. An unreachable broker is tried again, with back-off, for as long as it takes.
    public func run() async throws {
        let isFirst = core.withState { state in
            defer { state.isRunning = true }
            return !state.isRunning
        }
        guard isFirst else { throw MQTTError.alreadyRunning }
        do throws(MQTTError) {
            try core.configuration.validate()
        } catch {
            core.end()
            throw error
        }
        let core = core
        let result: Result<Void, MQTTError> = await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                await withCheckedContinuation { continuation in
                    // Its own thread: the library blocks, which the cooperative pool cannot bear.
                    let thread = Thread { continuation.resume(returning: ConnectionLoop.run(core)) }
                    thread.name = "mqtt"
                    thread.start()
                }
            } onGracefulShutdown: {
                core.stop(.graceful)
            }
        } onCancel: {
            core.stop(.immediate)
        }
        try result.get()
    }

    /// The messages that match a filter, from now on and after every reconnect.
    ///
    /// - Parameter bufferLimit: how many messages may wait for the consumer; one more is dropped and counted.
    public func subscribe(to filter: String, qos: QoS = .atLeastOnce, bufferLimit: Int) -> MQTTSubscription {
        let subscription = MQTTSubscription(filter: filter, qos: qos, bufferLimit: bufferLimit)
        core.add(subscription)
        return subscription
    }

    /// Publishes one message and waits for the broker's acknowledgement, or for QoS 0 until it is written.
    ///
    /// A message in flight when the connection drops stays with the library and is acknowledged after the
    /// reconnect; it must not be published again for that.
    @discardableResult
    public func publish(_ message: MQTTMessage) async throws(MQTTError) -> PublishAcknowledgement {
        try await core.publish([message])
    }

    /// Publishes messages in order, as many at once as the window allows, and returns when all are acknowledged.
    /// An error means that at least one was not; which of the others arrived is unknown.
    public func publish(contentsOf messages: [MQTTMessage]) async throws(MQTTError) {
        _ = try await core.publish(messages)
    }

    public var isConnected: Bool { core.withState { $0.connection != nil } }

    /// Returns once connected, with every subscription made so far in place. Throws when the client has ended or
    /// the waiting task is cancelled.
    public func waitUntilConnected() async throws {
        for await event in connections() {
            if case .connected = event { return }
        }
        throw Task.isCancelled ? CancellationError() : MQTTError.closed
    }

    /// The state of the connection now, then each change, until the client ends.
    public func connections() -> AsyncStream<MQTTConnectionEvent> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: MQTTConnectionEvent.self,
            bufferingPolicy: .bufferingNewest(64)
        )
        core.observe(continuation)
        return stream
    }
}
