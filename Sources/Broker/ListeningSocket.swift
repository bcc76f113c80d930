import Foundation

/// Who listens on a port, as the system tells.
enum ListeningSocket {
    static func isHeld(port: Int, by processIdentifier: Int32) -> Bool {
        let inodes = listeningInodes(port: port)
        let folder = "/proc/\(processIdentifier)/fd"
        let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return descriptors.contains { descriptor in
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: folder + "/" + descriptor)
            return target.map { inodes.contains($0) } ?? false
        }
    }

    /// As `/proc/…/fd` writes them: `socket:[number]`.
    private static func listeningInodes(port: Int) -> Set<String> {
        let wanted = String(port, radix: 16, uppercase: true)
        let suffix = ":" + String(repeating: "0", count: 4 - wanted.count) + wanted
        var inodes: Set<String> = []
        for table in ["/proc/net/tcp", "/proc/net/tcp6"] {
            let text = FileManager.default.contents(atPath: table).map { String(decoding: $0, as: UTF8.self) } ?? ""
            for line in text.split(separator: "\n").dropFirst() {
                let fields = line.split(separator: " ")
                // Local address, state (0A is listening) and inode are the second, fourth and tenth.
                guard fields.count > 9, fields[3] == "0A", fields[1].hasSuffix(suffix) else { continue }
                inodes.insert("socket:[\(fields[9])]")
            }
        }
        return inodes
    }
}
