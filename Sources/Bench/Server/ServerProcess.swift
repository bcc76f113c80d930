import Foundation
import Synchronization

/// A server of our own, on free ports, with a data folder that is gone afterwards.
final class ServerProcess: Sendable {
    let pid: Int32
    /// The line it printed when it was ready.
    let ready: ReadyLine
    private let process: Mutex<Process>
    private let folder: ServerFolder

    /// Starts the server and waits for its ready line.
    static func start(_ executable: String) async throws -> ServerProcess {
        guard FileManager.default.isExecutableFile(atPath: executable) else {
            throw BenchFailure("There is no server to start at \(executable): build it, or give --server or --url.")
        }
        let folder = try ServerFolder()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = [
            "serve", "--http-port", "0", "--mqtt-port", "0", "--no-samples", "--data-dir", folder.data,
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try folder.file("stdout")
        process.standardError = try folder.file("stderr")
        do {
            try process.run()
        } catch {
            folder.remove()
            throw BenchFailure("\(executable) could not be started: \(error.localizedDescription)")
        }
        let deadline = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < deadline, process.isRunning {
            if let ready = ReadyLine(output: folder.text("stdout")) {
                return ServerProcess(process, ready: ready, folder: folder)
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        let why = process.isRunning ? "was not ready after 30 s" : "ended with status \(process.terminationStatus)"
        let words = folder.text("stderr").suffix(2000)
        try? Self.end(process)
        folder.remove()
        throw BenchFailure("The server \(why).\n\(words)")
    }

    private init(_ process: sending Process, ready: ReadyLine, folder: ServerFolder) {
        pid = process.processIdentifier
        self.process = Mutex(process)
        self.ready = ready
        self.folder = folder
    }

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
