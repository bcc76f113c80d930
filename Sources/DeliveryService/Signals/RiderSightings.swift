import Contracts
import Synchronization

/// What is known of a rider at the moment.
struct RiderSight: Hashable, Sendable {
    /// nil where the rider's app has said nothing.
    var isOnline: Bool?
    /// nil where it is not fresh.
    var location: RiderLocation?

    var isEmpty: Bool { isOnline == nil && location == nil }
}

/// The latest that riders' apps said of themselves, in memory only: after a restart they say it again.
final class RiderSightings: Sendable {
    /// More riders than any city has; beyond it only strangers are turned away, nobody who is known.
    private let capacity: Int

    private struct State {
        var locations: [RiderID: RiderLocation] = [:]
        var presences: [RiderID: Presence] = [:]
    }

    private struct Presence {
        let said: RiderPresence
        /// When the status became this.
        let since: Timestamp

        var isOnline: Bool { said.status == .online }
    }

    private let locationLifetime: Duration
    private let state = Mutex(State())

    init(locationLifetime: Duration, capacity: Int = 50_000) {
        self.locationLifetime = locationLifetime
        self.capacity = capacity
    }

    /// - Throws: `DropReason`; then nothing has changed.
    func noteLocation(_ payload: [UInt8], of rider: RiderID, at now: Timestamp) throws(DropReason) {
        guard let location = try? JSON.decode(RiderLocation.self, from: payload) else { throw .malformed }
        let result = state.withLock { state -> Result<Void, DropReason> in
            do throws(DropReason) {
                try location.check(after: state.locations[rider], lifetime: locationLifetime, now: now)
            } catch {
                return .failure(error)
            }
            if state.locations[rider] == nil, state.locations.count >= capacity {
                state.locations = state.locations.filter { $0.value.isFresh(lifetime: locationLifetime, now: now) }
                guard state.locations.count < capacity else { return .failure(.full) }
            }
            state.locations[rider] = location
            return .success(())
        }
        try result.get()
    }

    /// An empty payload is a presence that was cleared.
    ///
    /// - Throws: `DropReason`; then nothing has changed.
    func notePresence(_ payload: [UInt8], of rider: RiderID, at now: Timestamp) throws(DropReason) {
        if payload.isEmpty {
            state.withLock { _ = $0.presences.removeValue(forKey: rider) }
            return
        }
        guard let presence = try? JSON.decode(RiderPresence.self, from: payload),
            (presence.sessionId ?? "").utf8.count <= RiderPresence.sessionLimit
        else { throw .malformed }
        let isTaken = state.withLock { state in
            if state.presences[rider] == nil, state.presences.count >= capacity {
                state.presences = state.presences.filter { $0.value.isOnline }
                guard state.presences.count < capacity else { return false }
            }
            let last = state.presences[rider]
            let said = presence.following(last?.said)
            let since = said.status == last?.said.status ? last?.since : now
            state.presences[rider] = Presence(said: said, since: since ?? now)
            return true
        }
        if !isTaken { throw .full }
    }

    func sight(of rider: RiderID, at now: Timestamp) -> RiderSight {
        state.withLock { state in
            let location = state.locations[rider]
            let isFresh = location?.isFresh(lifetime: locationLifetime, now: now) ?? false
            return RiderSight(
                isOnline: state.presences[rider]?.isOnline,
                location: isFresh ? location : nil
            )
        }
    }

    /// Riders who can be asked: online, and it is known where.
    func available(at now: Timestamp) -> [RiderID: RiderLocation] {
        state.withLock { state in
            state.locations.filter { rider, location in
                state.presences[rider]?.isOnline == true && location.isFresh(lifetime: locationLifetime, now: now)
            }
        }
    }

    /// Since when a rider has been offline; nil where the rider is online, or has said nothing.
    func offlineSince(_ rider: RiderID) -> Timestamp? {
        state.withLock { state in state.presences[rider].flatMap { $0.isOnline ? nil : $0.since } }
    }

    func isOnline(_ rider: RiderID) -> Bool { state.withLock { $0.presences[rider]?.isOnline ?? false } }

    var onlineCount: Int { state.withLock { $0.presences.values.count { $0.isOnline } } }
}
