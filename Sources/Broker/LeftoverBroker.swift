import Foundation

/// The broker named in a folder's pid file.
struct LeftoverBroker: Sendable {
    let processIdentifier: Int32

    /// nil where there is none: the number may long belong to another process, so it must be running our very
    /// configuration file.
    init?(_ files: BrokerFiles) {
        guard let text = try? String(contentsOfFile: files.pidFile, encoding: .utf8),
            let pid = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)), pid > 1,
            Self.arguments(of: pid).contains(files.runConfiguration)
        else { return nil }
        processIdentifier = pid
    }

    /// Ends it, gently first. It may be stopped, so it is also told to go on.
    func end() async throws(BrokerError) {
        kill(processIdentifier, SIGTERM)
        kill(processIdentifier, SIGCONT)
        if await isGone(within: .seconds(3)) { return }
        kill(processIdentifier, SIGKILL)
        if await isGone(within: .seconds(2)) { return }
        throw .leftoverWillNotEnd(processIdentifier: processIdentifier)
    }

    private func isGone(within timeout: Duration) async -> Bool {
        let deadline = ContinuousClock.now + timeout
        while ContinuousClock.now < deadline {
            if hasEnded { return true }
            try? await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    /// Ended and waited for, or just ended: then it has given back its port, which one on its way out has not.
    private var hasEnded: Bool {
        guard let bytes = FileManager.default.contents(atPath: "/proc/\(processIdentifier)/stat") else { return true }
        // `number (name) state …`, where the name may hold anything.
        let text = String(decoding: bytes, as: UTF8.self)
        guard let name = text.lastIndex(of: ")") else { return true }
        return text[name...].dropFirst(2).first == "Z"
    }

    private static func arguments(of processIdentifier: Int32) -> [String] {
        guard let bytes = FileManager.default.contents(atPath: "/proc/\(processIdentifier)/cmdline") else { return [] }
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }
}
