import Contracts
import EventLog
import ServiceKit
import Storage
import Synchronization

/// Gives back what riders hold, and have not picked up, who have been offline for longer than the grace time.
///
/// Only while the broker can be heard, and has been for some beats: a rider who is back could not say so before.
final class AbsenceTimer: Sendable {
    private static let claimLimit = 20_000
    /// Until retained presences have come in after a connect.
    private static let beatsToHear = 5

    private struct Change {
        var begun: [RiderID: Timestamp] = [:]
        var ended: Set<RiderID> = []
        var due: [DeliveryID] = []

        var isEmpty: Bool { begun.isEmpty && ended.isEmpty && due.isEmpty }
    }

    private let book: DeliveryBook
    private let sightings: RiderSightings
    private let clock: WallClock
    private let isConnected: @Sendable () -> Bool
    private let beatsHeard = Mutex(0)

    init(
        book: DeliveryBook,
        sightings: RiderSightings,
        clock: WallClock,
        isConnected: @escaping @Sendable () -> Bool
    ) {
        self.book = book
        self.sightings = sightings
        self.clock = clock
        self.isConnected = isConnected
    }

    /// One beat, each second.
    func look() async throws {
        let hears = isConnected()
        let canTell = beatsHeard.withLock { beats in
            beats = hears ? beats + 1 : 0
            return beats > Self.beatsToHear
        }
        if canTell { try await giveBack(at: clock.now) }
    }

    func giveBack(at now: Timestamp) async throws {
        let (claims, absences) = try await book.log.database.read { transaction in
            (
                try DeliveryTable.all(.claimed, limit: Self.claimLimit, in: transaction),
                try AbsenceTable.all(in: transaction)
            )
        }
        let change = change(claims, absences, at: now)
        guard !change.isEmpty else { return }
        try await book.log.database.write { [book] transaction in
            for (rider, since) in change.begun { try AbsenceTable.begin(rider, since: since, in: transaction) }
            for rider in change.ended { try AbsenceTable.end(rider, in: transaction) }
            for id in change.due {
                guard var delivery = try DeliveryTable.find(id, in: transaction) else { continue }
                try book.change(&delivery, cause: .own(IDText.make(at: now)), at: now, in: transaction) { delivery in
                    delivery.holderIsGone(book.terms(at: now))
                }
            }
        }
    }

    /// A claim made after the rider went offline, over REST then, shows that somebody is there.
    private func change(_ claims: [Delivery], _ absences: [RiderID: Timestamp], at now: Timestamp) -> Change {
        var change = Change()
        change.ended = Set(absences.keys)
        for delivery in claims {
            guard let rider = delivery.riderId, !sightings.isOnline(rider),
                let since = absences[rider] ?? sightings.offlineSince(rider),
                since >= delivery.claimedAt ?? since
            else { continue }
            change.ended.remove(rider)
            if absences[rider] == nil { change.begun[rider] = since }
            if since + book.configuration.offlineGrace <= now { change.due.append(delivery.id) }
        }
        return change
    }
}
