import Foundation
import Synchronization

/// Follows how many rows another program has written.
final class RowCounter: Sendable {
    private struct Child: @unchecked Sendable {
        let process: Process
    }

    private let count = Mutex(0)
    /// Only ended after it was begun.
    private let child: Child

    var rows: Int { count.withLock(\.self) }

    init(_ python: String, _ program: String, _ path: String) throws {
        let process = Mqttwarn.process(python, ["-c", program, path])
        let output = Pipe()
        process.standardOutput = output
        child = Child(process: process)
        try process.run()
        let handle = output.fileHandleForReading
        Thread.detachNewThread { [self] in
            while true {
                let data = handle.availableData
                if data.isEmpty { return }
                let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
                if let rows = lines.last.flatMap({ Int($0) }) { count.withLock { $0 = rows } }
            }
        }
    }

    func stop() { child.process.terminate() }
}
