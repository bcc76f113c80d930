import MQTT
import NIOCore

/// The server that is measured.
struct Target: Sendable {
    let http: HTTPEndpoint
    let mqtt: MQTTAddress
    /// Of the server process, to read its memory and see it rest; nil where it is not known.
    let pid: Int32?
    /// Where every connection of the load program lives: one thread, so that the server has the other core.
    let loop: any EventLoop

    init(http: String, mqtt: String, pid: Int32?, loop: any EventLoop) throws(BenchFailure) {
        self.http = try HTTPEndpoint(url: http)
        guard let address = MQTTAddress(url: mqtt) else {
            throw BenchFailure("'\(mqtt)' is not an address like mqtt://127.0.0.1:1883.")
        }
        guard Self.isLoopback(self.http.host), Self.isLoopback(address.host) else {
            throw BenchFailure("Only a server on this machine is measured: give loopback addresses.")
        }
        self.mqtt = address
        self.pid = pid
        self.loop = loop
    }

    private static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host == "[::1]" || host.hasPrefix("127.")
    }

    /// Waits until the server has done what follows from earlier requests, so that one measurement does not pay for
    /// another.
    ///
    /// - Returns: how long that took, in seconds; nil where the process is not known and it was only given a while.
    @discardableResult
    func rest(atMost limit: Duration = .seconds(60)) async throws -> Double? {
        guard let pid else {
            try await Task.sleep(for: .seconds(3))
            return nil
        }
        let clock = ContinuousClock()
        let begin = clock.now
        var calm = 0
        var before = try ProcessReading(pid: pid).processorSeconds
        // Under a tenth of one core, three times in a row.
        while calm < 3, clock.now - begin < limit {
            try await Task.sleep(for: .milliseconds(200))
            let now = try ProcessReading(pid: pid).processorSeconds
            calm = now - before <= 0.02 ? calm + 1 : 0
            before = now
        }
        return max(0, (clock.now - begin) / .milliseconds(1) / 1000 - 0.6)
    }
}
