import Foundation

/// Holds the broker's folder for this process. The system lets go of it when the process ends, however it ends, so
/// whoever gets it knows that the broker of an earlier holder is a leftover.
final class BrokerFolderLock: Sendable {
    private let descriptor: Int32

    init(_ files: BrokerFiles) throws(BrokerError) {
        descriptor = open(files.lockFile, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .folderNotWritable(path: files.folder, reason: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .dataDirectoryInUse(path: files.folder)
        }
    }

    /// To be called before anyone is told that the broker has ended: when this object goes is up to the runtime.
    func release() {
        flock(descriptor, LOCK_UN)
    }

    deinit { close(descriptor) }
}
