/// The best riders for each job by itself.
struct Ranking {
    let scorer: Scorer

    /// - Parameter trips: each job by itself first.
    func rankings(of trips: [Trip]) -> [String: [RankedCourier]] {
        var rankings: [String: [RankedCourier]] = [:]
        for trip in trips where trip.members.count == 1 {
            rankings[scorer.board.jobs[trip.members[0]].id] = ranked(for: trip)
        }
        return rankings
    }

    private func ranked(for trip: Trip) -> [RankedCourier] {
        let totals = scorer.totals(of: trip)
        let best = totals.indices.filter { totals[$0].isFinite }.sorted { (totals[$0], $0) < (totals[$1], $1) }
        return best.prefix(scorer.board.parameters.rankingLength).compactMap { courier in
            guard let times = scorer.times(of: trip, with: courier) else { return nil }
            return RankedCourier(
                courier: scorer.board.couriers[courier].id,
                departAt: times.departAt,
                pickupAt: times.pickupAt,
                dropoffAt: times.pickupAt + trip.offsets[0],
                score: scorer.score(trip, at: times)
            )
        }
    }
}
