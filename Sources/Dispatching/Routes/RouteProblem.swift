/// Trips and riders as numbers, to be put into routes: what each trip costs after another.
struct RouteProblem {
    let courierCount: Int
    private let restaurantCount: Int
    private let startAt: [Double]
    private let offAt: [Double]
    private let room: [Int]
    /// Minutes until a pickup can be, from each rider's start and from each job's door, to each restaurant.
    private let fromStart: [Double]
    private let fromDoor: [Double]
    private let trips: [TripFigures]
    private let latenessWeight: Double
    private let riderMinuteWeight: Double

    private struct TripFigures {
        let restaurant: Int
        let size: Int
        let lastDoor: Int
        let readyAt: Double
        let duration: Double
        let excessFrom: Double
        let lateFrom: [Double]
    }

    init(board: Board, trips: [Trip]) {
        courierCount = board.couriers.count
        restaurantCount = board.restaurants.count
        startAt = board.starts.map(\.at)
        offAt = board.couriers.map(\.offAt)
        room = board.couriers.map(\.room)
        let before = board.service.beforePickup
        fromStart = board.couriers.indices.flatMap { courier in
            board.restaurants.indices.map { board.approach(of: courier, to: $0) + before }
        }
        fromDoor = board.jobs.flatMap { job in
            board.restaurants.map { board.travel.minutes(from: job.dropoff, to: $0.location) + before }
        }
        self.trips = trips.map { trip in
            TripFigures(
                restaurant: trip.restaurant,
                size: trip.members.count,
                lastDoor: trip.doors.last!,
                readyAt: trip.readyAt,
                duration: trip.duration,
                excessFrom: trip.excessFrom.reduce(0, +),
                lateFrom: trip.lateFrom
            )
        }
        latenessWeight = board.parameters.latenessWeight
        riderMinuteWeight = board.parameters.riderMinuteWeight
    }

    /// Where a route stands after some trips.
    struct State {
        /// Minutes.
        var at: Double
        /// The last job's index; nil before the first trip.
        var door: Int
        /// Weighted minutes so far; infinity where the route cannot be ridden.
        var cost: Double
    }

    func start(of courier: Int) -> State { State(at: startAt[courier], door: -1, cost: 0) }

    @inline(__always)
    func extend(_ state: inout State, of courier: Int, by trip: Int) {
        trips.withUnsafeBufferPointer { trips in
            let figures = trips[trip]
            let approach: Double
            if state.door < 0 {
                if figures.size > room[courier] { state.cost = .infinity }
                approach = fromStart[courier * restaurantCount + figures.restaurant]
            } else {
                approach = fromDoor[state.door * restaurantCount + figures.restaurant]
            }
            let pickupAt = max(figures.readyAt, state.at + approach)
            if pickupAt > offAt[courier] { state.cost = .infinity }
            var late = 0.0
            for from in figures.lateFrom where pickupAt > from { late += pickupAt - from }
            state.cost += Double(figures.size) * pickupAt - figures.excessFrom + latenessWeight * late
            state.cost += riderMinuteWeight * (figures.duration + approach)
            state.at = pickupAt + figures.duration
            state.door = figures.lastDoor
        }
    }
}
