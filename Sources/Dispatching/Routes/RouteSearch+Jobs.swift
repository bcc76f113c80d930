/// Steps that take a single job out of its trip: into another trip of its restaurant, or into one of its own.
extension RouteSearch {
    private struct Position {
        let courier: Int
        let place: Int
    }

    private struct Step {
        var saved: Double
        var insertion: Insertion
        /// The trip to stand in the insertion's place; nil where the job goes alone.
        var joined: Int?
    }

    mutating func moveJobs() -> Bool {
        var improved = false
        for jobs in jobsByRestaurant() where jobs.count > 1 {
            for job in jobs where move(job, among: jobs) { improved = true }
        }
        return improved
    }

    private func jobsByRestaurant() -> [[Int]] {
        var byRestaurant = [[Int]](repeating: [], count: model.board.restaurants.count)
        for job in model.board.jobs.indices where !model.board.jobs[job].isExpected {
            byRestaurant[model.board.restaurantOfJob[job]].append(job)
        }
        return byRestaurant
    }

    private mutating func move(_ job: Int, among jobs: [Int]) -> Bool {
        let positions = positions(of: jobs)
        guard let position = positions[job] else { return false }
        let members = model.trips[routes[position.courier][position.place]].members
        let rest = members.filter { $0 != job }
        let restTrip = rest.isEmpty ? nil : trip(of: rest)
        guard rest.isEmpty || restTrip != nil else { return false }

        let saved = saving(position.courier, without: position.place, instead: restTrip)
        var best = Step(saved: Self.tolerance, insertion: Insertion())
        for other in jobs where !members.contains(other) {
            guard let target = positions[other], target.courier != position.courier,
                let joined = trip(of: (model.trips[routes[target.courier][target.place]].members + [job]).sorted())
            else { continue }
            let net = saved + saving(target.courier, without: target.place, instead: joined)
            guard net > best.saved else { continue }
            best = Step(saved: net, insertion: Insertion(courier: target.courier, place: target.place), joined: joined)
        }
        if !rest.isEmpty {
            // A job's own trip has the job's number.
            let insertion = cheapestInsertion(of: job, except: position.courier)
            if saved - insertion.cost > best.saved { best = Step(saved: saved - insertion.cost, insertion: insertion) }
        }
        guard best.insertion.courier >= 0 else { return false }
        replace(at: position.courier, position.place, by: restTrip)
        if let joined = best.joined {
            replace(at: best.insertion.courier, best.insertion.place, by: joined)
        } else {
            insert(job, at: best.insertion)
        }
        return true
    }

    private mutating func replace(at courier: Int, _ place: Int, by trip: Int?) {
        var route = routes[courier]
        if let trip { route[place] = trip } else { route.remove(at: place) }
        setRoute(route, of: courier)
    }

    /// Where in the routes some jobs are now.
    private func positions(of jobs: [Int]) -> [Int: Position] {
        var positions: [Int: Position] = [:]
        let restaurant = model.board.restaurantOfJob[jobs[0]]
        for courier in routes.indices {
            for (place, trip) in routes[courier].enumerated() where model.trips[trip].restaurant == restaurant {
                for member in model.trips[trip].members {
                    positions[member] = Position(courier: courier, place: place)
                }
            }
        }
        return positions
    }
}
