public import Logging
public import MQTT
public import ServiceLifecycle
import Synchronization

/// A `mosquitto` of our own: started, watched, started again when it dies, and never left behind.
public final class EmbeddedBroker: Service, Sendable {
    private static let answerTimeout = 10

    private let configuration: EmbeddedBrokerConfiguration
    private let logger: Logger
    private let state: Mutex<State>

    private struct State {
        var port: Int
        var socket: String?
        var hasStarted = false
        var files: BrokerFiles?
        var supervision: Task<Void, Never>?
    }

    public init(configuration: EmbeddedBrokerConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
        state = Mutex(State(port: configuration.port))
    }

    /// The port it listens on; known from `start()` on where any free one was asked for.
    public var port: Int { state.withLock { $0.port } }

    public var address: MQTTAddress { MQTTAddress(host: configuration.bind, port: port) }

    /// Where the process that runs it reaches it best, to be tried in turn; known from `start()` on.
    public var nearAddresses: [MQTTAddress] {
        (state.withLock { $0.socket }.map { [.unix($0)] } ?? []) + [address]
    }

    /// The broker's own process; nil while it is not running.
    public var processIdentifier: Int32? {
        state.withLock { $0.files }.flatMap { LeftoverBroker($0)?.processIdentifier }
    }

    /// Starts the broker and returns once it answers. After an error nothing is left running.
    public func start() async throws {
        let isFirst = state.withLock { state in
            defer { state.hasStarted = true }
            return !state.hasStarted
        }
        guard isFirst else { throw BrokerError.alreadyStarted }

        let files = try BrokerFiles(configuration)
        for attempt in 1... {
            do {
                try await start(files)
                break
            } catch BrokerError.endedAtStart(let output)
                where configuration.port == 0 && attempt < 5 && output.contains("Address already in use")
            {
                // Any free port was asked for, and somebody took ours between the choice and the start.
                continue
            }
        }
        logger.info("the embedded MQTT broker answers at \(address)")
    }

    private func start(_ files: BrokerFiles) async throws {
        let lock = try BrokerFolderLock(files)
        try await endLeftover(of: files)
        let port = try BrokerPort.choose(configuration.port, bind: configuration.bind)
        let socket = BrokerSocket.path(in: files.folder)
        try files.writeRunConfiguration(port: port, bind: configuration.bind, socket: socket)

        let (exits, exited) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(1))
        let supervision = Task {
            await supervise(files, exited: exited)
            lock.release()
        }
        state.withLock { state in
            state.port = port
            state.socket = socket
            state.files = files
            state.supervision = supervision
        }
        do {
            try await answer(orExitIn: exits)
        } catch {
            await stop()
            throw error
        }
    }

    /// Keeps the broker running until graceful shutdown or cancellation, and returns once it has ended.
    public func run() async throws {
        if !state.withLock({ $0.hasStarted }) { try await start() }
        guard let supervision = state.withLock({ $0.supervision }) else { throw BrokerError.alreadyStarted }
        await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                await supervision.value
            } onGracefulShutdown: {
                supervision.cancel()
            }
        } onCancel: {
            supervision.cancel()
        }
    }

    /// Ends the broker, for whoever started it without `run()`.
    public func stop() async {
        guard let supervision = state.withLock({ $0.supervision }) else { return }
        supervision.cancel()
        await supervision.value
    }

    private func supervise(_ files: BrokerFiles, exited: AsyncStream<String>.Continuation) async {
        var pause = Duration.milliseconds(100)
        while !Task.isCancelled {
            let started = ContinuousClock.now
            let process = BrokerProcess(files: files, logger: logger)
            // Cancelling the process's own task would tear down the shell and leave the broker to itself for a moment.
            let run = Task { await process.run() }
            let lastWords = await withTaskCancellationHandler {
                await run.value
            } onCancel: {
                process.stop()
            }
            exited.yield(lastWords)
            if Task.isCancelled { return }
            if ContinuousClock.now - started > .seconds(10) { pause = .milliseconds(100) }
            logger.error("the MQTT broker ended (\(lastWords)) and is started again in \(pause)")
            try? await Task.sleep(for: pause)
            pause = min(pause * 2, .seconds(5))
            do throws(BrokerError) {
                // Where the shell was killed, its broker may still be there and hold the port.
                try await endLeftover(of: files)
            } catch {
                logger.error("\(error)")
            }
        }
    }

    private func endLeftover(of files: BrokerFiles) async throws(BrokerError) {
        guard let leftover = LeftoverBroker(files) else { return }
        logger.notice("ending the broker that an earlier run left behind, process \(leftover.processIdentifier)")
        try await leftover.end()
    }

    private func answer(orExitIn exits: AsyncStream<String>) async throws {
        let (address, port) = (address, port)
        let logger = logger
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                // A stranger on this port would answer as well.
                while !(self.processIdentifier.map { ListeningSocket.isHeld(port: port, by: $0) } ?? false) {
                    try await Task.sleep(for: .milliseconds(10))
                }
                try await Self.waitForAnswer(at: address, logger: logger)
            }
            group.addTask {
                for await output in exits { throw BrokerError.endedAtStart(output: output) }
                throw CancellationError()
            }
            group.addTask {
                try await Task.sleep(for: .seconds(Self.answerTimeout))
                throw BrokerError.noAnswer(address: "\(address)", seconds: Self.answerTimeout)
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private static func waitForAnswer(at address: MQTTAddress, logger: Logger) async throws {
        var quiet = logger
        quiet.logLevel = .critical
        let configuration = MQTTClientConfiguration(
            addresses: [address],
            clientID: "baedal-broker-check",
            cleanStart: true,
            sessionExpiry: 0,
            minimumBackoff: .milliseconds(10),
            maximumBackoff: .milliseconds(50)
        )
        let client = MQTTClient(configuration: configuration, logger: quiet)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            defer { group.cancelAll() }
            try await client.waitUntilConnected()
        }
    }
}
