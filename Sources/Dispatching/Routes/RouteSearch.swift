/// Everybody's trips one after another: improved by moving trips and jobs between riders until nothing helps.
///
/// Every step lowers the total cost, so it ends; the order of the steps is fixed, so equal input gives equal routes.
struct RouteSearch {
    let model: RouteModel
    /// Each rider's trips in order, as indices into the model's.
    private(set) var routes: [[Int]]
    /// Trips that nobody rides.
    var left: [Int] = []
    /// Each route before its first trip, after it, after its second and so on.
    private var states: [[RouteModel.State]]
    private let tripOfMembers: [[Int]: Int]

    /// Less is not worth a step, and might be rounding.
    static let tolerance = 1e-6

    init(model: RouteModel) {
        self.model = model
        routes = model.board.couriers.map { _ in [] }
        states = model.board.couriers.indices.map { [model.start(of: $0)] }
        tripOfMembers = Dictionary(
            model.trips.indices.map { (model.trips[$0].members, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The trip of just these jobs, where there is one.
    func trip(of members: [Int]) -> Int? { tripOfMembers[members] }

    /// A route before its trip at a place.
    func state(of courier: Int, before place: Int) -> RouteModel.State { states[courier][place] }

    mutating func setRoute(_ route: [Int], of courier: Int) {
        routes[courier] = route
        var state = model.start(of: courier)
        var passed = [state]
        for trip in route {
            model.extend(&state, of: courier, by: trip)
            passed.append(state)
        }
        states[courier] = passed
    }

    /// - Parameter sweeps: how often each kind of step is tried over everything, at most.
    mutating func improve(sweeps: Int) {
        takeUpLeft()
        for _ in 0..<sweeps {
            let improved = [relocateTrips(), moveJobs(), exchangeTails(), exchangeTrips(), takeUpLeft()]
            if !improved.contains(true) { return }
        }
    }

    func cost(_ courier: Int) -> Double { states[courier].last!.cost }

    /// The cost of a rider's first trips, then perhaps one more, then those of a route from a place on.
    func cost(_ courier: Int, first count: Int, then trip: Int? = nil, restOf other: Int, from place: Int) -> Double {
        var state = states[courier][count]
        if let trip { model.extend(&state, of: courier, by: trip) }
        for index in place..<max(place, routes[other].count) {
            model.extend(&state, of: courier, by: routes[other][index])
        }
        return state.cost
    }

    /// What a route costs less without its trip at a place, or with another in its stead.
    func saving(_ courier: Int, without place: Int, instead trip: Int? = nil) -> Double {
        cost(courier) - cost(courier, first: place, then: trip, restOf: courier, from: place + 1)
    }
}
