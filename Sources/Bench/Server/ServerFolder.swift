import Foundation

/// A new folder for the server's data and its output.
struct ServerFolder: Sendable {
    private let path: String

    /// On `/var/tmp` unless `TMPDIR` says otherwise: `/tmp` may be memory, and then nothing that is measured is durable.
    init() throws(BenchFailure) {
        let parent = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/var/tmp"
        var template = Array("\(parent)/baedal-bench.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw BenchFailure("No folder could be made in \(parent): \(String(cString: strerror(errno))).")
        }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    var data: String { path + "/data" }

    func file(_ name: String) throws(BenchFailure) -> FileHandle {
        let file = path + "/" + name
        guard FileManager.default.createFile(atPath: file, contents: nil),
            let handle = FileHandle(forWritingAtPath: file)
        else { throw BenchFailure("\(file) cannot be written.") }
        return handle
    }

    func text(_ name: String) -> String {
        (try? String(contentsOfFile: path + "/" + name, encoding: .utf8)) ?? ""
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
