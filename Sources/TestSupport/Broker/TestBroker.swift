public import Broker
import Foundation
public import Logging
public import MQTT
import Synchronization

/// A real broker for a test, that can be made to fail in every way a real one does.
public final class TestBroker: Sendable {
    private let configuration: EmbeddedBrokerConfiguration
    private let current: Mutex<EmbeddedBroker>
    private let logger: Logger

    init(folder: String, configurationDirectory: String?, logger: Logger) async throws {
        var configuration = EmbeddedBrokerConfiguration(
            dataDirectory: folder,
            port: 0,
            configurationDirectory: configurationDirectory
        )
        let broker = EmbeddedBroker(configuration: configuration, logger: logger)
        try await broker.start()
        configuration.port = broker.port
        self.configuration = configuration
        self.logger = logger
        current = Mutex(broker)
    }

    public var broker: EmbeddedBroker { current.withLock { $0 } }
    public var port: Int { configuration.port }
    public var address: MQTTAddress { broker.address }
    /// The folder with its `broker/` in it.
    public var dataDirectory: String { configuration.dataDirectory }

    /// `kill -9`, and it stays dead until `start()`.
    public func kill() async {
        signal(SIGKILL)
        await broker.stop()
    }

    /// Ends it in good order: it saves what it knows.
    public func stop() async {
        await broker.stop()
    }

    /// Starts it again on the same port, with what it had saved.
    public func start() async throws {
        let broker = EmbeddedBroker(configuration: configuration, logger: logger)
        try await broker.start()
        current.withLock { $0 = broker }
    }

    /// Deletes all it had saved; to be called while it is dead.
    public func wipe() throws {
        let store = configuration.dataDirectory + "/broker/mosquitto.db"
        if FileManager.default.fileExists(atPath: store) { try FileManager.default.removeItem(atPath: store) }
    }

    /// It holds its connections and answers nothing, until `resume()`.
    public func pause() { signal(SIGSTOP) }
    public func resume() { signal(SIGCONT) }

    private func signal(_ signal: Int32) {
        if let pid = broker.processIdentifier { Foundation.kill(pid, signal) }
    }
}

/// A broker on a free port with a folder of its own, both gone afterwards.
///
/// - Parameter settings: lines for one more configuration file beside Baedal's own, such as further listeners. `$FOLDER`
///   in them stands for the broker's folder, where `prepare` may put files before it starts.
public func withBroker<Result>(
    settings: [String] = [],
    logger: Logger = Logger(label: "test.broker", factory: { _ in SwiftLogNoOpLogHandler() }),
    prepare: (_ folder: String) throws -> Void = { _ in },
    _ body: (TestBroker) async throws -> Result
) async throws -> Result {
    // Short, since a unix socket's path may have 107 bytes.
    let folder = NSTemporaryDirectory() + "baedal-" + String(UInt64.random(in: .min ... .max), radix: 36)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try prepare(folder)
    let broker = try await TestBroker(
        folder: folder,
        configurationDirectory: try configurationDirectory(adding: settings, in: folder),
        logger: logger
    )
    do {
        let result = try await body(broker)
        await broker.resumeAndStop()
        return result
    } catch {
        await broker.resumeAndStop()
        throw error
    }
}

/// Baedal's own settings with some more; nil, which means just its own, where there are no more.
private func configurationDirectory(adding settings: [String], in folder: String) throws -> String? {
    if settings.isEmpty { return nil }
    let directory = folder + "/settings"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: try baedalSettings(), toPath: directory + "/baedal.conf")
    let text = settings.joined(separator: "\n").replacingOccurrences(of: "$FOLDER", with: folder) + "\n"
    try text.write(toFile: directory + "/test.conf", atomically: true, encoding: .utf8)
    return directory
}

private func baedalSettings() throws -> String {
    var folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    while true {
        let candidate = folder.appendingPathComponent("mosquitto/baedal.conf").path
        if FileManager.default.fileExists(atPath: candidate) { return candidate }
        if folder.path == "/" { throw BrokerError.configurationNotFound(path: nil) }
        folder.deleteLastPathComponent()
    }
}

extension TestBroker {
    fileprivate func resumeAndStop() async {
        resume()
        await stop()
    }
}
