import Foundation

/// The processes of this machine, for tests that none was left behind.
public enum ProcessTable {
    /// Those with a text in their command line, such as the folder they work in.
    public static func mentioning(_ text: String) -> [Int32] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap(Int32.init).filter { pid in
            guard pid != getpid(), let bytes = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") else {
                return false
            }
            return String(decoding: bytes, as: UTF8.self).contains(text)
        }
    }

    /// Looks until there is none any more; false where there still is after the time limit.
    public static func isFree(of text: String, within limit: Duration = .seconds(5)) async throws -> Bool {
        let deadline = ContinuousClock.now + limit
        while !mentioning(text).isEmpty {
            guard ContinuousClock.now < deadline else { return false }
            try await Task.sleep(for: .milliseconds(20))
        }
        return true
    }
}
