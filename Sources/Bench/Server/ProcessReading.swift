import Foundation

/// What Linux tells about a process.
struct ProcessReading: Sendable {
    /// What the process holds in memory now, and the most it ever held, in kilobytes.
    let residentKB: Int
    let peakKB: Int
    /// Processor time used since its start.
    let processorSeconds: Double

    init(pid: Int32) throws(BenchFailure) {
        guard let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8),
            let resident = Self.number(of: "VmRSS:", in: status), let peak = Self.number(of: "VmHWM:", in: status),
            let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let ticks = Self.ticks(stat)
        else { throw BenchFailure("There is no process \(pid) any more (or /proc does not show it).") }
        residentKB = resident
        peakKB = peak
        processorSeconds = Double(ticks) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private static func number(of name: String, in status: String) -> Int? {
        status.split(separator: "\n").first { $0.hasPrefix(name) }?
            .split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
    }

    /// User and system time are the 14th and 15th field; the second, the name in brackets, may hold blanks.
    private static func ticks(_ stat: String) -> Int? {
        guard let end = stat.lastIndex(of: ")") else { return nil }
        let fields = stat[end...].split(separator: " ")
        guard fields.count > 13, let user = Int(fields[12]), let system = Int(fields[13]) else { return nil }
        return user + system
    }
}
