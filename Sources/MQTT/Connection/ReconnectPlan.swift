/// Which address to try next, in which protocol version, after which pause. Pure: it knows neither clock nor network.
struct ReconnectPlan: Sendable {
    struct Attempt: Sendable, Equatable {
        let address: MQTTAddress
        let version: MQTTVersion
    }

    enum Failure: Sendable, Equatable {
        /// No TCP or TLS connection, or the broker turned the client away for another reason than the version.
        case unreachable
        /// The broker said that it does not speak this version.
        case versionRefused
        /// Connected, but nothing that accepts or refuses came back.
        case noAnswer
    }

    private let addresses: [MQTTAddress]
    private let backoff: ClosedRange<Duration>
    private let preferred: MQTTVersion
    private var index = 0
    /// Failed attempts since the last connection that held, the version's fall-back not counted.
    private var failures = 0
    /// The version an address has accepted, or the one left after it refused the other.
    private var known: [MQTTAddress: MQTTVersion] = [:]
    /// Set while the older version is tried only because the newer got no answer.
    private var isTryingOlder = false

    init(addresses: [MQTTAddress], backoff: ClosedRange<Duration>, preferred: MQTTVersion) {
        self.addresses = addresses
        self.backoff = backoff
        self.preferred = preferred
    }

    var attempt: Attempt {
        let address = addresses[index]
        return Attempt(address: address, version: isTryingOlder ? .v3_1_1 : known[address] ?? preferred)
    }

    mutating func connected() {
        known[addresses[index]] = attempt.version
        isTryingOlder = false
    }

    /// The pause before the next attempt, before jitter.
    mutating func failed(_ failure: Failure) -> Duration {
        let attempted = attempt
        switch failure {
        case .versionRefused where attempted.version == .v5:
            known[attempted.address] = .v3_1_1
            isTryingOlder = false
            return .zero
        case .noAnswer where attempted.version == .v5 && known[attempted.address] == nil:
            // A broker that has spoken MQTT 5 before is only slow: it does not lose its properties over that.
            isTryingOlder = true
            return .zero
        case .unreachable, .versionRefused, .noAnswer:
            isTryingOlder = false
            index = (index + 1) % addresses.count
            failures += 1
            return failures.isMultiple(of: addresses.count) ? pause : .zero
        }
    }

    /// A connection that stood has ended: the same address comes first. One that did not hold for long counts as a
    /// failure, or two clients of one name would throw each other out as fast as they can connect.
    mutating func lost(afterHolding held: Duration) -> Duration {
        failures = held >= min(backoff.upperBound, .seconds(5)) ? 0 : failures + addresses.count
        return pause
    }

    private var pause: Duration {
        let round = min(max(failures / addresses.count - 1, 0), 20)
        return min(backoff.lowerBound * (1 << round), backoff.upperBound)
    }
}
