import Foundation
import Synchronization

/// One run of the real program as a child process, with everything it prints.
public final class BaedalProcess: Sendable {
    public let processIdentifier: Int32
    private let state = Mutex(State())
    private let lines: AsyncStream<String>

    private struct State {
        var standardOutput: [UInt8] = []
        var standardError: [UInt8] = []
        /// The two outputs and the process itself.
        var openEnds = 3
        var status: Int32 = 0
        var isReaped = false
        var waiters: [CheckedContinuation<Int32, Never>] = []
    }

    /// - Parameter environment: beside the test's own, of which no `BAEDAL_` variable reaches the program.
    public init(_ arguments: [String], environment: [String: String] = [:]) throws {
        let inherited = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("BAEDAL_") }
        let child = try ChildProcess(
            try Self.executable(),
            arguments,
            environment: inherited.merging(environment) { _, own in own }
        )
        processIdentifier = child.processIdentifier
        let (lines, line) = AsyncStream.makeStream(of: String.self)
        self.lines = lines
        // Threads that block are the one way to hear of every byte and of the end without a race.
        Thread.detachNewThread {
            child.readOutput { bytes in
                self.state.withLock { $0.standardOutput += bytes }
                for text in String(decoding: bytes, as: UTF8.self).split(separator: "\n") { line.yield(String(text)) }
            }
            line.finish()
            self.end { _ in }
        }
        Thread.detachNewThread {
            child.readError { bytes in self.state.withLock { $0.standardError += bytes } }
            self.end { _ in }
        }
        Thread.detachNewThread {
            child.waitUntilEnd()
            self.end { state in
                state.status = child.reap()
                state.isReaped = true
            }
        }
    }

    public var standardOutput: String { state.withLock { String(decoding: $0.standardOutput, as: UTF8.self) } }
    public var standardError: String { state.withLock { String(decoding: $0.standardError, as: UTF8.self) } }

    /// The `ready` line; nil where the program ended without one.
    public func readyLine() async -> String? { await lines.first { $0.hasPrefix("ready ") } }

    /// The exit status once it has ended and everything it printed is here; 128 and the signal where one ended it.
    @discardableResult
    public func waitUntilExit() async -> Int32 {
        await withCheckedContinuation { continuation in
            let status = state.withLock { state -> Int32? in
                if state.openEnds == 0 { return state.status }
                state.waiters.append(continuation)
                return nil
            }
            if let status { continuation.resume(returning: status) }
        }
    }

    /// Nothing happens where it has ended: its number may be another's by then.
    public func send(_ signal: Int32) {
        state.withLock { if !$0.isReaped { kill(processIdentifier, signal) } }
    }

    private func end(_ change: (inout State) -> Void) {
        let (status, waiters) = state.withLock { state -> (Int32, [CheckedContinuation<Int32, Never>]) in
            change(&state)
            state.openEnds -= 1
            guard state.openEnds == 0 else { return (0, []) }
            defer { state.waiters = [] }
            return (state.status, state.waiters)
        }
        for waiter in waiters { waiter.resume(returning: status) }
    }

    /// The program was built beside the tests.
    private static func executable() throws -> String {
        let tests = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        let path = tests.deletingLastPathComponent().appending(path: "baedal").path()
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: path])
        }
        return path
    }
}
