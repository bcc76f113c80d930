import CMosquitto
import Foundation

/// Driving the connection with `poll`, for the connection's thread only.
///
/// The library's own loop uses `select`, which fails on a descriptor of 1024 or more: a process with a thousand
/// connections open could then never connect to its broker again.
extension MosquittoHandle {
    /// -1 when there is no connection.
    var socket: Int32 { mosquitto_socket(pointer) }

    /// Waits for the network, the waker or the timeout, does what is due, and returns why the connection has
    /// ended, if it has.
    func turn(upTo timeout: Duration, waker: Waker, context: CallbackContext) -> String? {
        let socket = socket
        guard socket >= 0 else { return "the connection is closed" }
        let events = Int16(POLLIN) | (mosquitto_want_write(pointer) ? Int16(POLLOUT) : 0)
        var (isReadable, isWritable) = (false, false)
        withUnsafeTemporaryAllocation(of: pollfd.self, capacity: 2) { waiting in
            waiting[0] = pollfd(fd: socket, events: events, revents: 0)
            waiting[1] = pollfd(fd: waker.descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(waiting.baseAddress, 2, timeout.pollMilliseconds) > 0 else { return }
            isReadable = waiting[0].revents & ~Int16(POLLOUT) != 0
            isWritable = waiting[0].revents & Int16(POLLOUT) != 0
            if waiting[1].revents != 0 { waker.clear() }
        }
        var code = isReadable ? readPackets(context) : MOSQ_ERR_SUCCESS.rawValue
        context.wakeConsumers()
        // What was read, or whoever woke us, may have left something to write.
        if code == MOSQ_ERR_SUCCESS.rawValue, isWritable || mosquitto_want_write(pointer) {
            code = mosquitto_loop_write(pointer, 1)
        }
        if code == MOSQ_ERR_SUCCESS.rawValue { code = mosquitto_loop_misc(pointer) }
        guard code != MOSQ_ERR_SUCCESS.rawValue else { return nil }
        return code == MOSQ_ERR_ERRNO.rawValue ? String(cString: strerror(errno)) : MosquittoLibrary.message(code)
    }

    /// The library reads about one packet a call; several a turn save a `poll` and a wake-up each.
    private func readPackets(_ context: CallbackContext) -> Int32 {
        for _ in 0..<64 {
            let callCount = context.callCount
            let code = mosquitto_loop_read(pointer, 1)
            if code != MOSQ_ERR_SUCCESS.rawValue { return code }
            if context.callCount == callCount { break }
        }
        return MOSQ_ERR_SUCCESS.rawValue
    }

    /// Ends the connection without a goodbye, so that the next attempt starts from nothing.
    func drop() {
        let socket = socket
        guard socket >= 0 else { return }
        shutdown(socket, Int32(SHUT_RDWR))
        for _ in 0..<1000 where self.socket >= 0 {
            if mosquitto_loop_read(pointer, 1) != MOSQ_ERR_SUCCESS.rawValue { return }
        }
    }
}
