/// The trips worth thinking about: each job alone, and bundles of one restaurant that lie close in time and place.
struct TripBuilder {
    let board: Board

    func trips() -> [Trip] {
        var trips = board.jobs.indices.map { trip(doors: [$0]) }
        guard board.parameters.bundleLimit > 1 else { return trips }
        var byRestaurant = [[Int]](repeating: [], count: board.restaurants.count)
        for job in board.jobs.indices { byRestaurant[board.restaurantOfJob[job]].append(job) }
        for jobs in byRestaurant where jobs.count > 1 { trips += bundles(of: jobs) }
        return trips
    }

    /// Grown one job at a time, so that every part of a bundle is a bundle too.
    private func bundles(of jobs: [Int]) -> [Trip] {
        var bundles: [Trip] = []
        var grown = jobs.map { trip(doors: [$0]) }
        for _ in 1..<board.parameters.bundleLimit {
            var larger: [Trip] = []
            for smaller in grown {
                for job in jobs where job > smaller.members.last! && fits(job, with: smaller) {
                    if let bundle = best(smaller, with: job) { larger.append(bundle) }
                }
            }
            if larger.isEmpty { break }
            bundles += larger
            grown = larger
        }
        return bundles
    }

    private func fits(_ job: Int, with trip: Trip) -> Bool {
        board.jobs[job].readyAt - board.jobs[trip.members[0]].readyAt <= board.parameters.bundleSpread
    }

    /// The best of the orders of doors with the new one put between the others.
    private func best(_ smaller: Trip, with job: Int) -> Trip? {
        var best: Trip?
        var least = Double.infinity
        for place in 0...smaller.doors.count {
            var doors = smaller.doors
            doors.insert(job, at: place)
            let candidate = trip(doors: doors)
            let weight = board.parameters.riderMinuteWeight
            let cost = candidate.offsets.reduce(0, +) + weight * candidate.duration
            if cost < least {
                least = cost
                best = candidate
            }
        }
        guard let best else { return nil }
        var detour = 0.0
        for (door, offset) in zip(best.doors, best.offsets) {
            detour += offset - board.service.afterPickup - board.rides[door] - board.service.beforeDropoff
        }
        return detour <= board.parameters.bundleDetour * Double(best.doors.count - 1) ? best : nil
    }

    private func trip(doors: [Int]) -> Trip {
        let service = board.service
        var offsets: [Double] = []
        var excessFrom: [Double] = []
        var lateFrom: [Double] = []
        var readyAt = -Double.infinity
        var minutes = service.afterPickup
        for (index, job) in doors.enumerated() {
            if index == 0 {
                minutes += board.rides[job]
            } else {
                minutes += board.travel.minutes(from: board.jobs[doors[index - 1]].dropoff, to: board.jobs[job].dropoff)
            }
            minutes += service.beforeDropoff
            let floor = board.floor(of: job)
            let placedAt = board.jobs[job].placedAt
            offsets.append(minutes)
            excessFrom.append(placedAt + floor - minutes)
            lateFrom.append(placedAt + max(board.parameters.promise, floor) - minutes)
            minutes += service.afterDropoff
            readyAt = max(readyAt, board.jobs[job].readyAt)
        }
        return Trip(
            members: doors.sorted(),
            doors: doors,
            restaurant: board.restaurantOfJob[doors[0]],
            readyAt: readyAt,
            offsets: offsets,
            duration: minutes,
            excessFrom: excessFrom,
            lateFrom: lateFrom
        )
    }
}
