/// The trips worth thinking about: each job alone, and bundles of one restaurant that lie close in time and place.
struct TripBuilder {
    let board: Board

    /// Each job alone first, in the board's order; then the bundles.
    func trips() -> [Trip] {
        var trips = board.jobs.indices.map { trip(doors: [$0]) }
        var byRestaurant = [[Int]](repeating: [], count: board.restaurants.count)
        // What is only expected is not so sure that it could be bundled.
        for job in board.jobs.indices where !board.jobs[job].isExpected {
            byRestaurant[board.restaurantOfJob[job]].append(job)
        }
        for jobs in byRestaurant where jobs.count > 1 { trips += bundles(of: jobs) }
        return trips
    }

    /// Grown one job at a time from the bundles that are good enough.
    private func bundles(of jobs: [Int]) -> [Trip] {
        let parameters = board.parameters
        var bundles: [Trip] = []
        var grown = jobs.map { trip(doors: [$0]) }
        for _ in 1..<max(1, parameters.bundleLimit) {
            var larger: [(bundle: Trip, detour: Double)] = []
            for smaller in grown {
                for job in jobs where job > smaller.members.last! && isClose(job, to: smaller) {
                    let bundle = best(smaller, with: job)
                    let detour = detour(of: bundle)
                    if detour <= parameters.bundleDetour * Double(bundle.doors.count - 1) {
                        larger.append((bundle, detour))
                    }
                }
            }
            if larger.count > parameters.bundlesPerRestaurant {
                larger.sort { ($0.detour, $0.bundle.members[0]) < ($1.detour, $1.bundle.members[0]) }
                larger.removeLast(larger.count - parameters.bundlesPerRestaurant)
            }
            grown = larger.map(\.bundle)
            bundles += grown
        }
        return bundles
    }

    /// Jobs come by ready time, so the first of the trip is the farthest from a new one.
    private func isClose(_ job: Int, to trip: Trip) -> Bool {
        board.jobs[job].job.readyAt - board.jobs[trip.members[0]].job.readyAt <= board.parameters.bundleSpread
    }

    /// The new door put where it costs customers and rider least.
    private func best(_ smaller: Trip, with job: Int) -> Trip {
        var best: Trip?
        var least = Double.infinity
        for place in 0...smaller.doors.count {
            var doors = smaller.doors
            doors.insert(job, at: place)
            let candidate = trip(doors: doors)
            let cost = candidate.offsets.reduce(0, +) + board.parameters.riderMinuteWeight * candidate.duration
            if cost < least {
                least = cost
                best = candidate
            }
        }
        return best!
    }

    /// Minutes that the doors wait longer than if each were served alone.
    private func detour(of trip: Trip) -> Double {
        var detour = 0.0
        for (door, offset) in zip(trip.doors, trip.offsets) {
            detour += offset - board.service.afterPickup - board.rides[door] - board.service.beforeDropoff
        }
        return detour
    }

    private func trip(doors: [Int]) -> Trip {
        let service = board.service
        var offsets: [Double] = []
        var excessFrom: [Double] = []
        var lateFrom: [Double] = []
        var readyAt = -Double.infinity
        var minutes = service.afterPickup
        for (index, door) in doors.enumerated() {
            let job = board.jobs[door].job
            if index == 0 {
                minutes += board.rides[door]
            } else {
                minutes += board.travel.minutes(from: board.jobs[doors[index - 1]].job.dropoff, to: job.dropoff)
            }
            minutes += service.beforeDropoff
            let floor = board.floor(of: door)
            offsets.append(minutes)
            excessFrom.append(job.placedAt + floor - minutes)
            lateFrom.append(job.placedAt + max(board.parameters.promise, floor) - minutes)
            minutes += service.afterDropoff
            readyAt = max(readyAt, job.readyAt)
        }
        return Trip(
            members: doors.sorted(),
            doors: doors,
            restaurant: board.restaurantOfJob[doors[0]],
            readyAt: readyAt,
            knownAt: board.jobs[doors[0]].knownAt,
            weight: board.jobs[doors[0]].weight,
            offsets: offsets,
            duration: minutes,
            excessFrom: excessFrom,
            lateFrom: lateFrom
        )
    }
}
