import Contracts

/// Whether a rider's app is connected: the payload of `riders/{riderId}/presence`.
struct RiderPresence: Codable, Hashable, Sendable {
    enum Status: String, Codable, Sendable { case online, offline }

    static let sessionLimit = 128

    let status: Status
    /// One connection's; an app that says goodbye late must not end the connection that came after.
    let sessionId: String?

    /// What is known after this message.
    func following(_ last: RiderPresence?) -> RiderPresence {
        guard let last else { return self }
        switch (status, last.status) {
        case (.online, _), (.offline, .offline): return self
        case (.offline, .online): return sessionId == last.sessionId ? self : last
        }
    }
}
