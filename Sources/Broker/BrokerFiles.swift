import Foundation

/// The files a run of the broker needs, found, checked and written before it starts.
struct BrokerFiles: Sendable {
    /// Absolute, as every path here: the broker may not share our current directory.
    let folder: String
    let configurationDirectory: String
    let executable: String

    var runConfiguration: String { folder + "/run.conf" }
    var pidFile: String { folder + "/broker.pid" }
    var lockFile: String { folder + "/lock" }

    init(_ configuration: EmbeddedBrokerConfiguration) throws(BrokerError) {
        executable = try Self.findExecutable(configuration.executable)
        configurationDirectory = try Self.findConfiguration(configuration.configurationDirectory)
        folder = Self.absolute(configuration.dataDirectory) + "/broker"
        if let reason = Self.problemMaking(folder) { throw .folderNotWritable(path: folder, reason: reason) }
    }

    /// Settings of this run, after those all brokers share.
    ///
    /// - Parameter socket: the path of a unix socket to listen on besides.
    func writeRunConfiguration(port: Int, bind: String, socket: String?) throws(BrokerError) {
        var lines = [
            "# Written by baedal at every start; settings to change are in \(configurationDirectory).",
            "# Each listener lets in whom it says itself, so that the open one opens no other.",
            "per_listener_settings true",
            "include_dir \(configurationDirectory)",
            "persistence_location \(folder)/",
            "log_dest stderr",
        ]
        if geteuid() == 0 {
            lines.append("# Started as root it would become the user mosquitto, who may not write this folder.")
            lines.append("user root")
        }
        lines += [
            "listener \(port) \(bind)", "# Any listener of one's own turns this off.", "allow_anonymous true",
        ]
        if let socket { lines += ["# For baedal itself.", "listener 0 \(socket)", "allow_anonymous true"] }
        lines.append("")
        do {
            try lines.joined(separator: "\n").write(toFile: runConfiguration, atomically: true, encoding: .utf8)
        } catch {
            throw .folderNotWritable(path: folder, reason: error.localizedDescription)
        }
    }

    private static func findExecutable(_ given: String?) throws(BrokerError) -> String {
        if let given {
            let path = absolute(given)
            guard FileManager.default.isExecutableFile(atPath: path) else { throw .executableMissing(path: given) }
            return path
        }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        // Debian installs it in /usr/sbin, which a plain user's PATH does not have.
        let folders = path.split(separator: ":").map(String.init) + ["/usr/sbin", "/usr/local/sbin", "/sbin"]
        for folder in folders {
            let candidate = absolute(folder) + "/mosquitto"
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), !isFolder.boolValue,
                FileManager.default.isExecutableFile(atPath: candidate)
            {
                return candidate
            }
        }
        throw .executableMissing(path: nil)
    }

    private static func findConfiguration(_ given: String?) throws(BrokerError) -> String {
        if let given {
            let path = absolute(given)
            let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            guard files.contains(where: { $0.hasSuffix(".conf") }) else { throw .configurationNotFound(path: given) }
            return path
        }
        let executable = Bundle.main.executableURL?.resolvingSymlinksInPath().path ?? "/"
        for start in [FileManager.default.currentDirectoryPath, executable] {
            var folder = URL(fileURLWithPath: start).standardized
            while true {
                let candidate = folder.appendingPathComponent("mosquitto").path
                if FileManager.default.fileExists(atPath: candidate + "/baedal.conf") { return candidate }
                if folder.path == "/" { break }
                folder.deleteLastPathComponent()
            }
        }
        throw .configurationNotFound(path: nil)
    }

    private static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).standardized.path
    }

    /// Makes a folder and those above it. Foundation would not say why it could not.
    private static func problemMaking(_ folder: String) -> String? {
        if mkdir(folder, 0o755) == 0 || errno == EEXIST { return nil }
        guard errno == ENOENT, folder != "/" else { return String(cString: strerror(errno)) }
        if let reason = problemMaking((folder as NSString).deletingLastPathComponent) { return reason }
        return mkdir(folder, 0o755) == 0 || errno == EEXIST ? nil : String(cString: strerror(errno))
    }
}
