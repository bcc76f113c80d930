/// What should happen, as things stand. Only what is due binds anybody; the rest is thought over again with the next plan.
public struct Plan: Sendable {
    /// Each job is in at most one. Those that leave first come first.
    public var assignments: [Assignment]
    /// Jobs that no rider can take for now, those ready first coming first.
    public var unassigned: [String]
    /// Where idle riders should wait for what is likely to come.
    public var moves: [AdvanceMove]
    /// For each job, the best riders first, if it went alone: whom to ask, and whom to ask next.
    public var rankings: [String: [RankedCourier]]

    public init(
        assignments: [Assignment] = [],
        unassigned: [String] = [],
        moves: [AdvanceMove] = [],
        rankings: [String: [RankedCourier]] = [:]
    ) {
        self.assignments = assignments
        self.unassigned = unassigned
        self.moves = moves
        self.rankings = rankings
    }
}

extension Plan {
    /// What routes come to, with expected orders left out.
    init(_ search: RouteSearch) {
        self.init()
        let model = search.model
        let board = model.board
        for (courier, route) in search.routes.enumerated() {
            var turn = 0
            for (place, trip) in route.enumerated() where !model.trips[trip].isExpected {
                let times = model.times(of: trip, after: search.state(of: courier, before: place), with: courier)
                assignments.append(
                    Assignment(
                        courier: board.couriers[courier].id,
                        turn: turn,
                        jobs: model.trips[trip].doors.map { board.jobs[$0].job.id },
                        departAt: times.departAt,
                        pickupAt: times.pickupAt,
                        dropoffsAt: model.trips[trip].offsets.map { times.pickupAt + $0 },
                        // What comes after something else is never due, even if that is only expected.
                        isDue: place == 0 && times.departAt < board.now + board.parameters.commitWithin,
                        score: model.score(of: trip, at: times)
                    )
                )
                turn += 1
            }
        }
        assignments.sort { ($0.departAt, $0.courier, $0.turn) < ($1.departAt, $1.courier, $1.turn) }
        unassigned = search.left.flatMap { model.trips[$0].members }.sorted()
            .filter { !board.jobs[$0].isExpected }.map { board.jobs[$0].job.id }
    }

    var busyCouriers: Set<String> { Set(assignments.map(\.courier)) }
}
