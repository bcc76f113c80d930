/// The dispatcher's mind: from riders, jobs, travel times and past demand to a plan. No clock, no I/O; the same situation
/// gives the same plan, in whatever order it is written down.
///
/// How to call it, every few seconds for one region:
///
///     var parameters = Parameters()
///     parameters.commitWithin = 1.5     // until the next plan, plus the time of one offer
///     parameters.rankingLength = 5      // whom to ask next when an offer runs out
///     let planner = Planner(travel: GreatCircle(), parameters: parameters)
///     let plan = planner.plan(Situation(now: now, couriers: online, jobs: open, demand: lastHour))
///     for assignment in plan.assignments where assignment.isDue { offer(assignment) }
///
/// A job offered to somebody is left out of `jobs`, and its stops stand in that rider's `stops`, until the answer.
/// Who has declined a job is skipped in its ranking by the caller.
public struct Planner: Sendable {
    public let travel: any TravelTime
    public let service: ServiceTimes
    public let parameters: Parameters

    public init(
        travel: any TravelTime = GreatCircle(),
        service: ServiceTimes = .usual,
        parameters: Parameters = Parameters()
    ) {
        self.travel = travel
        self.service = service
        self.parameters = parameters
    }

    /// The plan for a situation. Takes milliseconds for a town, under a second for 500 riders and 500 jobs.
    public func plan(_ situation: Situation) -> Plan {
        let board = Board(situation, travel: travel, service: service, parameters: parameters)
        let scorer = Scorer(board: board)
        let trips = TripBuilder(board: board).trips()
        var packing = SetPacking(
            items: board.jobs.count,
            columns: board.couriers.count,
            groups: trips.map {
                SetPacking.Group(items: $0.members, costs: scorer.totals(of: $0), price: scorer.priceOfLeaving($0))
            }
        )
        var search = RouteSearch(
            problem: RouteProblem(board: board, trips: trips),
            trips: trips,
            priceOfLeaving: trips.map { scorer.priceOfLeaving($0) }
        )
        for choice in packing.solve() {
            if let courier = choice.column {
                search.setFirst(choice.group, of: courier)
            } else {
                for job in trips[choice.group].members { search.leave(job) }
            }
        }
        search.improve(sweeps: parameters.sweeps)
        var plan = Plan()
        for (courier, route) in search.routes.enumerated() {
            guard let first = route.first, let times = scorer.times(of: trips[first], with: courier) else { continue }
            plan.assignments.append(assignment(of: trips[first], to: courier, at: times, scorer: scorer))
        }
        plan.unassigned = search.left.flatMap { trips[$0].members.map { board.jobs[$0].id } }
        plan.assignments.sort { ($0.departAt, $0.courier) < ($1.departAt, $1.courier) }
        if parameters.rankingLength > 0 { plan.rankings = Ranking(scorer: scorer).rankings(of: trips) }
        return plan
    }

    private func assignment(of trip: Trip, to courier: Int, at times: TripTimes, scorer: Scorer) -> Assignment {
        let board = scorer.board
        return Assignment(
            courier: board.couriers[courier].id,
            jobs: trip.doors.map { board.jobs[$0].id },
            departAt: times.departAt,
            pickupAt: times.pickupAt,
            dropoffsAt: trip.offsets.map { times.pickupAt + $0 },
            isDue: times.departAt < board.now + parameters.commitWithin,
            score: scorer.score(trip, at: times)
        )
    }
}
