import Foundation
import Synchronization

/// Wakes the connection's thread out of `poll`. Safe from any thread; many calls before it wakes cost one write.
final class Waker: Sendable {
    /// Readable when somebody has called `wake()`.
    let descriptor: Int32
    private let writeEnd: Int32
    private let isPending = Atomic(false)

    init() {
        var ends: [Int32] = [-1, -1]
        // A pair of sockets, since only these can be made non-blocking and closed-on-exec in one call.
        let flags = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let result = socketpair(AF_UNIX, flags, 0, &ends)
        precondition(result == 0, "no file descriptor is left for the MQTT client")
        descriptor = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        close(descriptor)
        close(writeEnd)
    }

    func wake() {
        guard !isPending.exchange(true, ordering: .sequentiallyConsistent) else { return }
        var byte: UInt8 = 0
        write(writeEnd, &byte, 1)
    }

    /// Call before looking for work: whatever is added later wakes again.
    func clear() {
        var byte: UInt8 = 0
        while read(descriptor, &byte, 1) == 1 {}
        isPending.store(false, ordering: .sequentiallyConsistent)
    }

    func wait(upTo timeout: Duration) {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&waiting, 1, timeout.pollMilliseconds)
        clear()
    }
}
