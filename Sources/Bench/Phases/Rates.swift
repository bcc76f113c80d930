import NIOCore

/// How fast durable orders are taken, beside how fast the same server answers when there is nothing to do.
struct Rates: Sendable {
    struct Outcome: Sendable {
        let health: Spread
        let orders: Spread
        /// Of the two rates of each round.
        let ratio: Spread
        /// Seconds until all that follows a round's orders was done, where that can be seen.
        let afterwards: Spread?
        let settings: Rates
    }

    let connections: Int
    let rounds: Int
    let seconds: Int

    func measure(_ target: Target, _ town: Town) async throws -> Outcome {
        let connections = try await HTTPConnection.open(connections, to: target.http, on: target.loop)
        let health = target.http.get("/health")
        let order = town.order()
        let time = ClosedLoop.Goal.time(.seconds(Int64(seconds)))

        // Not counted: the first calls pay for caches, pools and page faults.
        _ = try await ClosedLoop.run(health, expecting: 200, until: .time(.seconds(1)), on: connections)
        _ = try await ClosedLoop.run(order, expecting: 201, until: .time(.seconds(1)), on: connections)
        try await target.rest()

        var healths: [Double] = []
        var orders: [Double] = []
        var afterwards: [Double] = []
        for round in 1...rounds {
            healths.append(try await ClosedLoop.run(health, expecting: 200, until: time, on: connections).rate)
            orders.append(try await ClosedLoop.run(order, expecting: 201, until: time, on: connections).rate)
            if let rest = try await target.rest() { afterwards.append(rest) }
            Progress.say(
                "round \(round) of \(rounds): \(Int(healths[round - 1])) health, \(Int(orders[round - 1])) orders a second"
            )
        }
        try await HTTPConnection.close(connections)
        return Outcome(
            health: Spread(healths),
            orders: Spread(orders),
            ratio: Spread(zip(orders, healths).map { $0 / $1 }),
            afterwards: afterwards.isEmpty ? nil : Spread(afterwards),
            settings: self
        )
    }
}
