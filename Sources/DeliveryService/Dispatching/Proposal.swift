import Contracts
import Dispatching

/// One offer that a plan asks for.
struct Proposal: Hashable, Sendable {
    let delivery: DeliveryID
    /// The one the plan was made from: a delivery that has changed since is left to the next plan.
    let version: Int
    let rider: RiderID
    let offer: DeliveryOffer
}

extension Plan {
    /// The offers to make now. Who has let a delivery pass is not asked again: the next best rider is.
    func proposals(_ snapshot: AreaSnapshot) -> [Proposal] {
        var busy = Set(assignments.map(\.courier))
        return assignments.filter(\.isDue).flatMap { assignment in
            let asked = zip(assignment.jobs, assignment.dropoffsAt).compactMap { job, dropoffAt in
                snapshot.jobs[DeliveryID(trusted: job)].map { ($0, dropoffAt) }
            }
            let willing = asked.filter { delivery, _ in !delivery.hasPassed(assignment.courier) }
            let taken = willing.map { delivery, dropoffAt in
                Proposal(
                    delivery,
                    to: assignment.courier,
                    pickupAt: assignment.pickupAt,
                    dropoffAt: dropoffAt,
                    alongside: willing.map(\.0.id).filter { $0 != delivery.id },
                    score: assignment.score
                )
            }
            let passedOn = asked.filter { delivery, _ in delivery.hasPassed(assignment.courier) }
                .compactMap { delivery, _ -> Proposal? in
                    let ranking = rankings[delivery.id.rawValue] ?? []
                    let next = ranking.first { !busy.contains($0.courier) && !delivery.hasPassed($0.courier) }
                    guard let next else { return nil }
                    busy.insert(next.courier)
                    return Proposal(
                        delivery,
                        to: next.courier,
                        pickupAt: next.pickupAt,
                        dropoffAt: next.dropoffAt,
                        score: next.score
                    )
                }
            return taken + passedOn
        }
    }
}

extension Delivery {
    fileprivate func hasPassed(_ courier: String) -> Bool { passed.contains { $0.rawValue == courier } }
}

extension Proposal {
    fileprivate init(
        _ delivery: Delivery,
        to courier: String,
        pickupAt: Double,
        dropoffAt: Double,
        alongside: [DeliveryID] = [],
        score: Score
    ) {
        self.init(
            delivery: delivery.id,
            version: delivery.version,
            rider: RiderID(trusted: courier),
            offer: DeliveryOffer(
                attempt: delivery.attempts + 1,
                pickupAt: Timestamp(minutes: pickupAt),
                dropoffAt: Timestamp(minutes: dropoffAt),
                alongside: alongside.isEmpty ? nil : alongside,
                score: DeliveryOffer.Score(score)
            )
        )
    }
}

extension DeliveryOffer.Score {
    /// To a hundredth of a minute.
    fileprivate init(_ score: Score) {
        func rounded(_ minutes: Double) -> Double { (minutes * 100).rounded() / 100 }
        self.init(
            total: rounded(score.total),
            excess: rounded(score.excess),
            lateness: rounded(score.lateness),
            riderMinutes: rounded(score.riderMinutes)
        )
    }
}
