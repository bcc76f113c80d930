import Foundation

/// The folder of the databases, made where it is missing, seen to be writable, and held against a second process.
///
/// Two processes of one service in one folder would take the events and the broker's session from each other. The system
/// lets go of a lock when its process ends, however it ends.
final class DataDirectory: Sendable {
    let path: String
    private let locks: [Int32]

    init(_ path: String, services: [String]) throws(StartError) {
        self.path = path
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            let probe = "\(path)/.probe-\(ProcessInfo.processInfo.processIdentifier)"
            try Data("probe".utf8).write(to: URL(fileURLWithPath: probe))
            try FileManager.default.removeItem(atPath: probe)
        } catch {
            throw .folderNotWritable(path: path, reason: Self.reason(error))
        }
        var locks: [Int32] = []
        for service in services {
            do throws(StartError) {
                locks.append(try Self.lock(service, in: path))
            } catch {
                for lock in locks { close(lock) }
                throw error
            }
        }
        self.locks = locks
    }

    deinit {
        for lock in locks { close(lock) }
    }

    private static func lock(_ service: String, in path: String) throws(StartError) -> Int32 {
        let descriptor = open("\(path)/\(service).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .folderNotWritable(path: path, reason: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .serviceRunning(service: service, path: path)
        }
        return descriptor
    }

    private static func reason(_ error: any Error) -> String {
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        if let underlying, underlying.domain == NSPOSIXErrorDomain {
            return String(cString: strerror(Int32(underlying.code)))
        }
        return error.localizedDescription
    }
}
