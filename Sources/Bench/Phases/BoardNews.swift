import NIOCore

/// How soon a thousand riders who watch a region know of food that is ready; beside it the bare broker's fan-out.
struct BoardNews: Sendable {
    struct Outcome: Sendable {
        let riders: Int
        let rounds: Int
        /// From the answer to finish-cook, which is when CookingFinished is committed, to each rider's receipt.
        let news: Samples
        let broker: Samples
    }

    private static let board = "baedal/v1/regions/서울/강남구/#"

    let riders: Int
    let rounds: Int

    func measure(_ target: Target, _ town: Town) async throws -> Outcome {
        let connection = try await HTTPConnection.open(1, to: target.http, on: target.loop)
        let everybody = "baedal-bench/\(town.run)/everybody"
        let crowd = try await RiderCrowd.gather(riders, at: target.mqtt, run: town.run, on: target.loop) { _ in
            [Self.board, everybody]
        }
        var news: [Samples] = []
        var broker: [Samples] = []
        for round in 0...rounds {
            try await target.rest()
            let fanOut = try await send(everybody, crowd)
            let opened = try await self.round("\(town.run)-n\(round)", crowd, town, on: connection[0])
            // The first one pays for caches and pages.
            guard round > 0 else { continue }
            broker.append(fanOut)
            news.append(opened)
        }
        try await crowd.eventLoop.submit { crowd.value.close() }.get()
        try await HTTPConnection.close(connection)
        let outcome = Outcome(
            riders: riders,
            rounds: rounds,
            news: Samples(merging: news),
            broker: Samples(merging: broker)
        )
        Progress.say("ready food at \(riders) riders: p99 \(Text.milliseconds(outcome.news.percentile(0.99))) ms")
        return outcome
    }

    private func round(
        _ order: String,
        _ crowd: RiderCrowd.Bound,
        _ town: Town,
        on connection: HTTPConnection.Bound
    ) async throws -> Samples {
        let endpoint = town.endpoint
        try await connection.ask(town.order(id: order))
        try await connection.ask(LifeStep.pay.request(order: order, place: 0, delivery: "", in: town))
        try await waitForStore(order, town, on: connection)
        for step in [LifeStep.accept, .startCook] {
            try await connection.ask(step.request(order: order, place: 0, delivery: "", in: town))
        }
        let finish = endpoint.put("/storeOrders/\(order)/finish-cook", "{}")
        let loop = crowd.eventLoop
        return try await loop.flatSubmit {
            // A message may overtake the answer over HTTP: such a rider waited no time.
            let answered = NIOLoopBoundBox<NIODeadline?>(nil, eventLoop: loop)
            let heard = crowd.value.run(
                until: riders,
                counting: { _, topic, payload in
                    guard topic.hasPrefix("baedal/v1/regions/"), JSONText.value(of: "orderId", in: payload) == order
                    else { return nil }
                    return answered.value ?? .now()
                },
                nil
            )
            connection.value.send(finish) { _ in answered.value = .now() }
            return heard
        }.get()
    }

    private func waitForStore(_ order: String, _ town: Town, on connection: HTTPConnection.Bound) async throws {
        for _ in 0..<500 {
            if (try? await connection.ask(town.endpoint.get("/storeOrders/\(order)"))) != nil { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw BenchFailure("Order \(order) did not reach the store within 5 s.")
    }

    private func send(_ topic: String, _ crowd: RiderCrowd.Bound) async throws -> Samples {
        let payload = String(repeating: " ", count: 500)
        return try await crowd.eventLoop.flatSubmit {
            let begin = NIODeadline.now()
            let heard = crowd.value.run(until: riders, counting: { _, heard, _ in heard == topic ? begin : nil }, nil)
            crowd.value.publish(topic, payload)
            return heard
        }.get()
    }
}
