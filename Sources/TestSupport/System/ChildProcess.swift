import Foundation
import Glibc

/// A child process as the system gives it: its number and the ends of its two outputs.
struct ChildProcess: Sendable {
    let processIdentifier: Int32
    private let output: Int32
    private let error: Int32

    init(_ executable: String, _ arguments: [String], environment: [String: String]) throws {
        let (output, error) = (try Self.pipe(), try Self.pipe())
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output.write, 1)
        posix_spawn_file_actions_adddup2(&actions, error.write, 2)
        var words = ([executable] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var processIdentifier: Int32 = 0
        let result = posix_spawn(&processIdentifier, executable, &actions, nil, &words, &variables)
        close(output.write)
        close(error.write)
        guard result == 0 else {
            close(output.read)
            close(error.read)
            throw POSIXError(POSIXErrorCode(rawValue: result) ?? .EINVAL)
        }
        self.processIdentifier = processIdentifier
        self.output = output.read
        self.error = error.read
    }

    func readOutput(_ body: ([UInt8]) -> Void) { Self.read(output, body) }

    func readError(_ body: ([UInt8]) -> Void) { Self.read(error, body) }

    /// Its number stays its own until `reap()`.
    func waitUntilEnd() {
        var information = siginfo_t()
        while waitid(P_PID, UInt32(processIdentifier), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    }

    /// The exit status; 128 and the signal where one ended it, as a shell tells it.
    func reap() -> Int32 {
        var status: Int32 = 0
        while waitpid(processIdentifier, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    /// Until its end, which closes the descriptor.
    private static func read(_ descriptor: Int32, _ body: ([UInt8]) -> Void) {
        var buffer = [UInt8](repeating: 0, count: 16 * 1024)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count > 0 { body(Array(buffer[..<count])) } else if count == 0 || errno != EINTR { break }
        }
        close(descriptor)
    }

    /// No other child may inherit the ends, or this one's outputs would never close.
    private static func pipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EMFILE) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }
}
