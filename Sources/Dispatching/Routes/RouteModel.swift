/// What trips take and cost one after another: the one place where riding, waiting and serving are put together.
struct RouteModel {
    let board: Board
    let trips: [Trip]
    private let figures: [Figures]
    /// Of all trips one after another: the pickups after which a door is late.
    private let lateFrom: [Double]
    private let offAt: [Double]
    private let room: [Int]
    /// Minutes from being free to a possible pickup: from each rider's start, and from each job's door, to each restaurant.
    private let fromStart: [Double]
    private let fromDoor: [Double]

    /// A trip, as far as routes need it in their inner loop.
    private struct Figures {
        let restaurant: Int
        let size: Int
        let lastDoor: Int
        let readyAt: Double
        let knownAt: Double
        let weight: Double
        let duration: Double
        /// Over all doors.
        let excessFrom: Double
        /// Where the trip's doors begin in the model's `lateFrom`.
        let doors: Int
    }

    /// Where a route stands after some trips.
    struct State {
        /// Minutes. Free from then.
        var at: Double
        /// The job whose door it was; nil before the first trip.
        var door: Int?
        /// Weighted minutes so far; infinity where the route cannot be ridden.
        var cost: Double
    }

    init(board: Board, trips: [Trip]) {
        self.board = board
        self.trips = trips
        let before = board.service.beforePickup
        fromStart = board.starts.flatMap { start in
            board.restaurants.map { board.travel.minutes(from: start.location, to: $0.location) + before }
        }
        fromDoor = board.jobs.flatMap { job in
            board.restaurants.map { board.travel.minutes(from: job.job.dropoff, to: $0.location) + before }
        }
        offAt = board.couriers.map(\.offAt)
        room = board.couriers.map(\.room)
        var lateFrom: [Double] = []
        figures = trips.map { trip in
            defer { lateFrom += trip.lateFrom }
            return Figures(
                restaurant: trip.restaurant,
                size: trip.members.count,
                lastDoor: trip.doors.last!,
                readyAt: trip.readyAt,
                knownAt: trip.knownAt,
                weight: trip.weight,
                duration: trip.duration,
                excessFrom: trip.excessFrom.reduce(0, +),
                doors: lateFrom.count
            )
        }
        self.lateFrom = lateFrom
    }

    func start(of courier: Int) -> State { State(at: board.starts[courier].at, door: nil, cost: 0) }

    /// Adds a trip to a route. A pickup after the end of the shift, or more than the rider has room for, makes it impossible.
    func extend(_ state: inout State, of courier: Int, by trip: Int) {
        let figures = figures[trip]
        let approach = approach(from: state, of: courier, to: figures.restaurant)
        let pickupAt = pickup(from: state, approach: approach, readyAt: figures.readyAt, knownAt: figures.knownAt)
        if pickupAt > offAt[courier] || (state.door == nil && figures.size > room[courier]) { state.cost = .infinity }
        var lateness = 0.0
        for door in figures.doors..<(figures.doors + figures.size) { lateness += max(0, pickupAt - lateFrom[door]) }
        let excess = Double(figures.size) * pickupAt - figures.excessFrom
        state.cost += figures.weight * weigh(excess, lateness, figures.duration + approach)
        state.at = pickupAt + figures.duration
        state.door = figures.lastDoor
    }

    /// The cost of a trip as the next one of a rider; infinity where it is impossible.
    func cost(of trip: Int, with courier: Int) -> Double {
        var state = start(of: courier)
        extend(&state, of: courier, by: trip)
        return state.cost
    }

    func times(of trip: Int, after state: State, with courier: Int) -> TripTimes {
        let facts = trips[trip]
        let approach = approach(from: state, of: courier, to: facts.restaurant)
        let pickupAt = pickup(from: state, approach: approach, readyAt: facts.readyAt, knownAt: facts.knownAt)
        return TripTimes(departAt: pickupAt - approach, pickupAt: pickupAt, doneAt: pickupAt + facts.duration)
    }

    func score(of trip: Int, at times: TripTimes) -> Score {
        let excess = trips[trip].excessFrom.reduce(0) { $0 + times.pickupAt - $1 }
        let lateness = trips[trip].lateFrom.reduce(0) { $0 + max(0, times.pickupAt - $1) }
        let riderMinutes = times.doneAt - times.departAt
        let total = weigh(excess, lateness, riderMinutes)
        return Score(excess: excess, lateness: lateness, riderMinutes: riderMinutes, total: total)
    }

    /// What it costs to leave a trip's jobs to nobody for now.
    func priceOfLeaving(_ trip: Int) -> Double {
        let parameters = board.parameters
        return trips[trip].members.reduce(0) { price, member in
            let waiting = max(0, board.now - board.jobs[member].job.readyAt)
            return price + board.jobs[member].weight
                * (parameters.leavingPrice + parameters.leavingPricePerMinute * waiting)
        }
    }

    @inline(__always)
    private func approach(from state: State, of courier: Int, to restaurant: Int) -> Double {
        if let door = state.door { return fromDoor[door * board.restaurants.count + restaurant] }
        return fromStart[courier * board.restaurants.count + restaurant]
    }

    @inline(__always)
    private func pickup(from state: State, approach: Double, readyAt: Double, knownAt: Double) -> Double {
        max(readyAt, max(state.at, knownAt) + approach)
    }

    @inline(__always)
    private func weigh(_ excess: Double, _ lateness: Double, _ riderMinutes: Double) -> Double {
        excess + board.parameters.latenessWeight * lateness + board.parameters.riderMinuteWeight * riderMinutes
    }
}
