/// What a trip costs with a rider.
struct Scorer {
    let board: Board

    /// Nil where the rider would be too late at the restaurant for the end of the shift, or has no room.
    func times(of trip: Trip, with courier: Int) -> TripTimes? {
        let rider = board.couriers[courier]
        guard trip.members.count <= rider.room else { return nil }
        let start = board.starts[courier].at
        let approach = board.approach(of: courier, to: trip.restaurant) + board.service.beforePickup
        let pickupAt = max(trip.readyAt, start + approach)
        guard pickupAt <= rider.offAt else { return nil }
        return TripTimes(departAt: pickupAt - approach, pickupAt: pickupAt, doneAt: pickupAt + trip.duration)
    }

    func score(_ trip: Trip, at times: TripTimes) -> Score {
        var excess = 0.0
        var lateness = 0.0
        for index in trip.doors.indices {
            excess += times.pickupAt - trip.excessFrom[index]
            lateness += max(0, times.pickupAt - trip.lateFrom[index])
        }
        let riderMinutes = times.doneAt - times.departAt
        let parameters = board.parameters
        return Score(
            excess: excess,
            lateness: lateness,
            riderMinutes: riderMinutes,
            total: excess + parameters.latenessWeight * lateness + parameters.riderMinuteWeight * riderMinutes
        )
    }

    /// The totals of a trip's scores, with every rider; infinity where it is impossible.
    func totals(of trip: Trip) -> [Double] {
        board.couriers.indices.map { courier in
            guard let times = times(of: trip, with: courier) else { return .infinity }
            return score(trip, at: times).total
        }
    }

    /// What it costs to leave a trip's jobs to nobody for now.
    func priceOfLeaving(_ trip: Trip) -> Double {
        var price = 0.0
        for job in trip.members {
            let waiting = max(0, board.now - board.jobs[job].readyAt)
            price += board.parameters.leavingPrice + board.parameters.leavingPricePerMinute * waiting
        }
        return price
    }
}
