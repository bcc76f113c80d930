import Foundation
import Synchronization

/// A server of our own, on free ports, with a data folder that is gone afterwards.
final class ServerProcess: Sendable {
    private let started: Mutex<(pid: Int32, ready: ReadyLine)>
    private let process: Mutex<Process>
    private let folder: ServerFolder

    var pid: Int32 { started.withLock(\.pid) }
    /// The line it printed when it was ready.
    var ready: ReadyLine { started.withLock(\.ready) }

    /// Starts the server and waits for its ready line.
    ///
    /// - Parameters:
    ///   - arguments: beside a folder of its own and free ports.
    ///   - environment: beside the one that is inherited.
    static func start(
        _ executable: String,
        _ arguments: [String] = [],
        environment: [String: String] = [:]
    ) async throws -> ServerProcess {
        guard FileManager.default.isExecutableFile(atPath: executable) else {
            throw BenchFailure("There is no server to start at \(executable): build it, or give --server or --url.")
        }
        let folder = try ServerFolder()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments =
            [
                "serve", "--http-port", "0", "--mqtt-port", "0", "--no-samples", "--data-dir", folder.data,
            ] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, own in own }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try folder.file("stdout")
        process.standardError = try folder.file("stderr")
        do {
            try process.run()
        } catch {
            folder.remove()
            throw BenchFailure("\(executable) could not be started: \(error.localizedDescription)")
        }
        do {
            return ServerProcess(process, ready: try await readyLine(of: process, in: folder), folder: folder)
        } catch {
            try? end(process)
            folder.remove()
            throw error
        }
    }

    private static func readyLine(of process: Process, in folder: ServerFolder) async throws -> ReadyLine {
        let deadline = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < deadline, process.isRunning {
            if let ready = ReadyLine(output: folder.text("stdout")) { return ready }
            try await Task.sleep(for: .milliseconds(20))
        }
        let why = process.isRunning ? "was not ready after 30 s" : "ended with status \(process.terminationStatus)"
        let words = folder.text("stderr").suffix(2000)
        throw BenchFailure("The server \(why).\n\(words)")
    }

    private init(_ process: sending Process, ready: ReadyLine, folder: ServerFolder) {
        started = Mutex((process.processIdentifier, ready))
        self.process = Mutex(process)
        self.folder = folder
    }

    /// `kill -9`, and a new start on the same data with the same words.
    func killAndStart() async throws {
        let (executable, arguments, environment) = process.withLock { process in
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            return (process.executableURL, process.arguments, process.environment)
        }
        let again = Process()
        again.executableURL = executable
        again.arguments = arguments
        again.environment = environment
        again.standardInput = FileHandle.nullDevice
        again.standardOutput = try folder.file("stdout")
        again.standardError = try folder.file("stderr")
        try again.run()
        let ready = try await Self.readyLine(of: again, in: folder)
        started.withLock { $0 = (again.processIdentifier, ready) }
        process.withLock { [again = UncheckedProcess(again)] in $0 = again.process }
    }

    /// `kill -9` of what it has started: its broker.
    func killChildren() throws {
        let parent = pid
        for entry in try FileManager.default.contentsOfDirectory(atPath: "/proc") {
            guard let child = Int32(entry),
                let status = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8),
                let rest = status.split(separator: ")").last,
                rest.split(separator: " ").dropFirst().first == "\(parent)"
            else { continue }
            kill(child, SIGKILL)
        }
    }

    /// Where a service keeps its tables.
    func database(_ service: String) -> String { "\(folder.data)/\(service).sqlite" }

    /// The last things it logged.
    var lastWords: String { String(folder.text("stderr").suffix(2000)) }

    /// Stops the server in good order and removes its data. Called again, it does nothing.
    func stop() throws {
        try process.withLock { process in
            defer { folder.remove() }
            try Self.end(process)
        }
    }

    /// The same at a signal. Exits under the lock, so that nobody speaks of a server that has gone away.
    func stopAndExit(status: Int32) {
        process.withLock { process in
            try? Self.end(process)
            folder.remove()
            exit(status)
        }
    }

    private static func end(_ process: Process) throws(BenchFailure) {
        guard process.isRunning else { return }
        process.terminate()
        for _ in 0..<500 where process.isRunning { usleep(20_000) }
        guard process.isRunning else { return }
        kill(process.processIdentifier, SIGKILL)
        throw BenchFailure("The server had not ended 10 s after SIGTERM and was killed.")
    }
}

/// A process that is handed over to another keeper, who alone uses it then.
private struct UncheckedProcess: @unchecked Sendable {
    let process: Process

    init(_ process: Process) { self.process = process }
}
