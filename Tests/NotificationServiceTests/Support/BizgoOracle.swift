import Foundation
import Synchronization

@testable import NotificationService

/// `bizgo-sdk-comm` 1.2.0 from PyPI, in a virtual environment of its own, made once for all tests that ask it.
actor BizgoOracle {
    struct Verdict: Sendable, CustomStringConvertible {
        let status: Int32
        let output: String
        let error: String

        var description: String { "exit status \(status): \(output)\(error)" }
    }

    static let shared = BizgoOracle()

    private static let package = "bizgo-sdk-comm==1.2.0"

    private var installing: Task<String?, Never>?

    var isThere: Bool {
        get async { await python() != nil }
    }

    /// Runs a program with the SDK.
    func run(_ program: String, arguments: [String] = [], input: String = "") async throws -> Verdict {
        guard let python = await python() else { throw CocoaError(.fileNoSuchFile) }
        return try await Self.execute(python, ["-c", program] + arguments, input: input)
    }

    /// The environment's Python; nil where it could not be made.
    private func python() async -> String? {
        let task = installing ?? Task { await Self.install() }
        installing = task
        return await task.value
    }

    private static func install() async -> String? {
        let folder = FileManager.default.temporaryDirectory.path + "/baedal-oracle-\(UUID().uuidString)"
        Leftovers.remove(folder)
        let python = folder + "/bin/python"
        for (program, arguments) in [
            ("/usr/bin/env", ["python3", "-m", "venv", folder]),
            (python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", package]),
        ] {
            guard let verdict = try? await execute(program, arguments, input: ""), verdict.status == 0 else {
                return nil
            }
        }
        return python
    }

    private static func execute(_ program: String, _ arguments: [String], input: String) async throws -> Verdict {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try runAndWait(program, arguments, input: input) })
            }
        }
    }

    private static func runAndWait(_ program: String, _ arguments: [String], input: String) throws -> Verdict {
        let process = Process()
        let (stdin, stdout) = (Pipe(), Pipe())
        let errors = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
        defer { try? FileManager.default.removeItem(at: errors) }
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardInput = stdin
        process.standardOutput = stdout
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        // A body or two: less than a pipe holds, or the program reads while it runs.
        stdin.fileHandleForWriting.write(Data(input.utf8))
        try stdin.fileHandleForWriting.close()
        let output = stdout.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Verdict(
            status: process.terminationStatus,
            output: String(decoding: output, as: UTF8.self),
            error: (try? String(contentsOf: errors, encoding: .utf8)) ?? ""
        )
    }
}

/// What is removed when the tests end.
private enum Leftovers {
    private static let folders = Mutex<[String]>([])

    static func remove(_ folder: String) {
        folders.withLock { folders in
            if folders.isEmpty { atexit { Leftovers.removeAll() } }
            folders.append(folder)
        }
    }

    private static func removeAll() {
        for folder in folders.withLock(\.self) { try? FileManager.default.removeItem(atPath: folder) }
    }
}
