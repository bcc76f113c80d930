/// Each rider's trips one after another: improves routes by moving trips and jobs between them until nothing helps.
struct RouteSearch {
    let problem: RouteProblem
    let trips: [Trip]
    let priceOfLeaving: [Double]
    private let tripOfMembers: [[Int]: Int]
    private(set) var routes: [[Int]]
    private(set) var left: [Int] = []
    private var states: [[RouteProblem.State]]

    private static let tolerance = 1e-6

    init(problem: RouteProblem, trips: [Trip], priceOfLeaving: [Double]) {
        self.problem = problem
        self.trips = trips
        self.priceOfLeaving = priceOfLeaving
        tripOfMembers = Dictionary(trips.indices.map { (trips[$0].members, $0) }, uniquingKeysWith: { a, _ in a })
        routes = Array(repeating: [], count: problem.courierCount)
        states = (0..<problem.courierCount).map { [problem.start(of: $0)] }
    }

    mutating func setFirst(_ trip: Int, of courier: Int) { set([trip], of: courier) }
    mutating func leave(_ trip: Int) { left.append(trip) }

    private mutating func set(_ route: [Int], of courier: Int) {
        routes[courier] = route
        var state = problem.start(of: courier)
        var list = [state]
        for trip in route {
            problem.extend(&state, of: courier, by: trip)
            list.append(state)
        }
        states[courier] = list
    }

    private func cost(_ courier: Int) -> Double { states[courier].last!.cost }

    /// The cost of a courier's first `count` trips, then one trip, then another's from a place on.
    @inline(__always)
    private func cost(_ courier: Int, first count: Int, then trip: Int?, rest: Int, from place: Int) -> Double {
        var state = states[courier][count]
        if let trip { problem.extend(&state, of: courier, by: trip) }
        let other = routes[rest]
        var index = place
        while index < other.count {
            problem.extend(&state, of: courier, by: other[index])
            index += 1
        }
        return state.cost
    }

    mutating func improve(sweeps: Int) {
        insertLeft()
        for _ in 0..<sweeps {
            var better = relocateTrips()
            if moveJobs() { better = true }
            if swapTails() { better = true }
            if swapTrips() { better = true }
            if insertLeft() { better = true }
            if !better { break }
        }
    }

    private func bestInsertion(_ trip: Int, except: Int = -1) -> (delta: Double, courier: Int, place: Int) {
        var best = (delta: Double.infinity, courier: -1, place: 0)
        for courier in routes.indices where courier != except {
            let old = cost(courier)
            for place in 0...routes[courier].count {
                let delta = cost(courier, first: place, then: trip, rest: courier, from: place) - old
                if delta < best.delta { best = (delta, courier, place) }
            }
        }
        return best
    }

    @discardableResult
    private mutating func insertLeft() -> Bool {
        var still: [Int] = []
        var better = false
        for trip in left {
            let best = bestInsertion(trip)
            if best.delta < priceOfLeaving[trip] - Self.tolerance {
                var route = routes[best.courier]
                route.insert(trip, at: best.place)
                set(route, of: best.courier)
                better = true
            } else {
                still.append(trip)
            }
        }
        left = still
        return better
    }

    private mutating func relocateTrips() -> Bool {
        var better = false
        for courier in routes.indices {
            var place = 0
            while place < routes[courier].count {
                let trip = routes[courier][place]
                let gain = cost(courier) - cost(courier, first: place, then: nil, rest: courier, from: place + 1)
                let best = bestInsertion(trip, except: courier)
                if best.delta < gain - Self.tolerance {
                    var from = routes[courier]
                    from.remove(at: place)
                    set(from, of: courier)
                    var to = routes[best.courier]
                    to.insert(trip, at: best.place)
                    set(to, of: best.courier)
                    better = true
                } else {
                    place += 1
                }
            }
        }
        return better
    }

    private mutating func swapTails() -> Bool {
        var better = false
        for a in routes.indices {
            for b in routes.indices where b > a {
                if routes[a].isEmpty && routes[b].isEmpty { continue }
                var best = cost(a) + cost(b) - Self.tolerance
                var cut = (-1, -1)
                for i in 0...routes[a].count {
                    for j in 0...routes[b].count {
                        if i == routes[a].count && j == routes[b].count { continue }
                        let first = cost(a, first: i, then: nil, rest: b, from: j)
                        if first >= best { continue }
                        let both = first + cost(b, first: j, then: nil, rest: a, from: i)
                        if both < best {
                            best = both
                            cut = (i, j)
                        }
                    }
                }
                if cut.0 >= 0 {
                    let newA = Array(routes[a][..<cut.0] + routes[b][cut.1...])
                    let newB = Array(routes[b][..<cut.1] + routes[a][cut.0...])
                    set(newA, of: a)
                    set(newB, of: b)
                    better = true
                }
            }
        }
        return better
    }

    private mutating func swapTrips() -> Bool {
        var better = false
        for a in routes.indices {
            for b in routes.indices where b > a {
                var i = 0
                while i < routes[a].count {
                    var j = 0
                    while j < routes[b].count {
                        let old = cost(a) + cost(b) - Self.tolerance
                        let first = cost(a, first: i, then: routes[b][j], rest: a, from: i + 1)
                        if first < old {
                            let both = first + cost(b, first: j, then: routes[a][i], rest: b, from: j + 1)
                            if both < old {
                                var newA = routes[a]
                                var newB = routes[b]
                                swap(&newA[i], &newB[j])
                                set(newA, of: a)
                                set(newB, of: b)
                                better = true
                            }
                        }
                        j += 1
                    }
                    i += 1
                }
            }
        }
        return better
    }

    /// Takes single jobs out of their trips, into other trips of their restaurant or into trips of their own.
    private mutating func moveJobs() -> Bool {
        var better = false
        var placeOf: [Int: (Int, Int)] = [:]
        func locate() {
            placeOf = [:]
            for courier in routes.indices {
                for (place, trip) in routes[courier].enumerated() {
                    for job in trips[trip].members { placeOf[job] = (courier, place) }
                }
            }
        }
        locate()
        var byRestaurant: [Int: [Int]] = [:]
        for job in placeOf.keys.sorted() { byRestaurant[trips[job].restaurant, default: []].append(job) }
        for restaurant in byRestaurant.keys.sorted() {
            let jobs = byRestaurant[restaurant]!
            if jobs.count < 2 { continue }
            for job in jobs {
                guard let (courier, place) = placeOf[job] else { continue }
                let trip = routes[courier][place]
                let rest = trips[trip].members.filter { $0 != job }
                let restTrip = rest.isEmpty ? nil : tripOfMembers[rest]
                if !rest.isEmpty && restTrip == nil { continue }
                let without = cost(courier, first: place, then: restTrip, rest: courier, from: place + 1)
                let gain = cost(courier) - without
                var best = gain - Self.tolerance
                var target = (-1, -1, -1)
                // Into another trip.
                for other in jobs where other != job && !trips[trip].members.contains(other) {
                    guard let (oc, op) = placeOf[other], oc != courier else { continue }
                    let union = (trips[routes[oc][op]].members + [job]).sorted()
                    guard let joined = tripOfMembers[union] else { continue }
                    let delta = cost(oc, first: op, then: joined, rest: oc, from: op + 1) - cost(oc)
                    if delta < best {
                        best = delta
                        target = (oc, op, joined)
                    }
                }
                var alone = false
                if !rest.isEmpty {
                    let insertion = bestInsertion(job, except: courier)
                    if insertion.delta < best {
                        best = insertion.delta
                        target = (insertion.courier, insertion.place, job)
                        alone = true
                    }
                }
                if target.0 >= 0 {
                    var from = routes[courier]
                    if let restTrip { from[place] = restTrip } else { from.remove(at: place) }
                    set(from, of: courier)
                    var to = routes[target.0]
                    if alone { to.insert(job, at: target.1) } else { to[target.1] = target.2 }
                    set(to, of: target.0)
                    better = true
                    locate()
                }
            }
        }
        return better
    }
}
