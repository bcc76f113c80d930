/// The best riders for each job by itself.
struct Ranking {
    let model: RouteModel

    func rankings() -> [String: [RankedCourier]] {
        var rankings: [String: [RankedCourier]] = [:]
        let jobs = model.board.jobs
        for job in jobs.indices where !jobs[job].isExpected { rankings[jobs[job].job.id] = ranked(for: job) }
        return rankings
    }

    /// - Parameter job: its number, which is that of its own trip too.
    private func ranked(for job: Int) -> [RankedCourier] {
        let couriers = model.board.couriers
        let costs = couriers.indices.map { model.cost(of: job, with: $0) }
        let best = costs.indices.filter { costs[$0].isFinite }.sorted { (costs[$0], $0) < (costs[$1], $1) }
        return best.prefix(model.board.parameters.rankingLength).map { courier in
            let times = model.times(of: job, after: model.start(of: courier), with: courier)
            return RankedCourier(
                courier: couriers[courier].id,
                departAt: times.departAt,
                pickupAt: times.pickupAt,
                dropoffAt: times.pickupAt + model.trips[job].offsets[0],
                score: model.score(of: job, at: times)
            )
        }
    }
}
