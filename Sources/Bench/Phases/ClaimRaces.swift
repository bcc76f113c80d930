import NIOCore

/// A thousand riders race for one delivery after another over MQTT; beside it the bare broker with as many messages at once.
struct ClaimRaces: Sendable {
    struct Outcome: Sendable {
        let riders: Int
        let races: Int
        /// Claims answered a second, of each race.
        let rate: Spread
        let replies: Samples
        /// The same riders, each sending itself a message at the same moment.
        let broker: Samples
    }

    let riders: Int
    let races: Int

    func measure(_ target: Target, _ town: Town) async throws -> Outcome {
        let connections = try await HTTPConnection.open(8, to: target.http, on: target.loop)
        try await town.registerRiders(riders, on: connections)
        let crowd = try await RiderCrowd.gather(riders, at: target.mqtt, run: town.run, on: target.loop) { number in
            [town.repliesTopic(number), town.echoTopic(number)]
        }
        _ = try await echo(crowd, town)
        try await target.rest()

        var rates: [Double] = []
        var replies: [Samples] = []
        var broker: [Samples] = []
        for race in 1...races {
            broker.append(try await echo(crowd, town))
            let (seconds, samples) = try await self.race(race, crowd, town, on: connections[0])
            rates.append(Double(riders) / seconds)
            replies.append(samples)
        }
        try await crowd.eventLoop.submit { crowd.value.close() }.get()
        try await HTTPConnection.close(connections)
        let outcome = Outcome(
            riders: riders,
            races: races,
            rate: Spread(rates),
            replies: Samples(merging: replies),
            broker: Samples(merging: broker)
        )
        Progress.say("\(races) races of \(riders) riders: \(Int(outcome.rate.median)) claims a second")
        return outcome
    }

    private func race(
        _ number: Int,
        _ crowd: RiderCrowd.Bound,
        _ town: Town,
        on connection: HTTPConnection.Bound
    ) async throws -> (seconds: Double, replies: Samples) {
        let delivery = "\(town.run)-d\(number)"
        let body = #"{"id":"\#(delivery)","storeAddress":"\#(Town.storeAddress)","address":"\#(Town.address)"}"#
        try await connection.ask(town.endpoint.post("/deliveries", body))
        let claim = #"{"deliveryId":"\#(delivery)"}"#
        return try await crowd.eventLoop.flatSubmit {
            let begin = NIODeadline.now()
            let winners = NIOLoopBoundBox(0, eventLoop: crowd.eventLoop)
            return crowd.value.run(
                until: riders,
                counting: { rider, topic, payload in
                    guard topic == town.repliesTopic(rider) else { return nil }
                    if JSONText.value(of: "riderId", in: payload) == town.rider(rider) { winners.value += 1 }
                    return begin
                }
            ) { (town.requestTopic($0), claim) }
            .flatMapThrowing { samples in
                guard winners.value == 1 else { throw BenchFailure("A race had \(winners.value) winners.") }
                return (Double((NIODeadline.now() - begin).nanoseconds) / 1e9, samples)
            }
        }.get()
    }

    private func echo(_ crowd: RiderCrowd.Bound, _ town: Town) async throws -> Samples {
        let payload = String(repeating: " ", count: 400)
        return try await crowd.eventLoop.flatSubmit {
            let begin = NIODeadline.now()
            return crowd.value.run(
                until: riders,
                counting: { rider, topic, _ in topic == town.echoTopic(rider) ? begin : nil }
            ) { (town.echoTopic($0), payload) }
        }.get()
    }
}

extension Town {
    /// Riders beyond those who lead lives.
    func registerRiders(_ count: Int, on connections: [HTTPConnection.Bound]) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            for (part, connection) in connections.enumerated() {
                group.addTask {
                    for number in stride(from: part, to: count, by: connections.count) where number >= people {
                        let rider = #"{"id":"\#(rider(number))","name":"라이더","phone":"010\#(10_000_000 + number)"}"#
                        try await connection.ask(endpoint.post("/riders", rider))
                    }
                }
            }
        }
    }

    func requestTopic(_ rider: Int) -> String { "baedal/v1/riders/\(self.rider(rider))/requests/claim" }

    func repliesTopic(_ rider: Int) -> String { "baedal/v1/riders/\(self.rider(rider))/replies" }

    func echoTopic(_ rider: Int) -> String { "baedal-bench/\(run)/echo/\(rider)" }
}
