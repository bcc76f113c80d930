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
    ///
    /// Who does what next, and in which bundles, is settled by set packing; then trips are put one after another and
    /// moved between riders. Expected orders take part, so that riders are kept for them, but nobody is given one.
    public func plan(_ situation: Situation) -> Plan {
        let board = Board(situation, travel: travel, service: service, parameters: parameters)
        let model = RouteModel(board: board, trips: TripBuilder(board: board).trips())
        var search = RouteSearch(model: model)
        for choice in nextTrips(model) {
            if let courier = choice.column {
                search.setRoute([choice.group], of: courier)
            } else {
                search.left += model.trips[choice.group].members
            }
        }
        search.improve(sweeps: parameters.sweeps)

        var plan = Plan(search)
        if parameters.movesAhead {
            plan.moves = AdvanceMoves(board: board, demand: situation.demand).moves(busy: plan.busyCouriers)
        }
        if parameters.rankingLength > 0 { plan.rankings = Ranking(model: model).rankings() }
        return plan
    }

    private func nextTrips(_ model: RouteModel) -> [SetPacking.Choice] {
        let couriers = model.board.couriers.indices
        let groups = model.trips.indices.map { trip in
            SetPacking.Group(
                items: model.trips[trip].members,
                costs: couriers.map { model.cost(of: trip, with: $0) },
                price: model.priceOfLeaving(trip)
            )
        }
        var packing = SetPacking(items: model.board.jobs.count, columns: couriers.count, groups: groups)
        return packing.solve()
    }
}
