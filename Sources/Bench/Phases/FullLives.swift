import MQTT
import NIOCore

/// Full lives of orders, and how soon a subscriber knows each status, beside the bare broker.
struct FullLives: Sendable {
    /// Lives, and what the bare broker took.
    struct Outcome: Sendable {
        let lives: LivesOutcome
        let broker: Samples
    }

    /// The record hour of the largest Korean platform was 39 orders a second.
    static let pace = 40
    /// While lives are led the probe must not be a load of its own.
    private static let probesPerSecond = 100

    let concurrent: Int
    let seconds: Int

    /// - Returns: `paced`: at the pace of the busiest hour, beside the broker alone with as many messages a second;
    ///   `full`: as fast as they go, beside the broker in the same seconds.
    func measure(_ target: Target, _ town: Town) async throws -> (paced: Outcome, full: Outcome) {
        try await withMQTTClient(to: target.mqtt, name: town.run) { client in
            let feed = LifeFeed(client: client)
            let probe = BrokerProbe(client: client, run: town.run)
            try await feed.waitUntilActive()
            try await probe.waitUntilActive()
            try await target.rest()
            let connections = try await HTTPConnection.open(concurrent, to: target.http, on: target.loop)

            let time = TimeAmount.seconds(Int64(seconds))
            let messages = Self.pace * LifeStep.allCases.count
            _ = try await probe.measure(perSecond: messages, for: .seconds(1))
            let alone = try await probe.measure(perSecond: messages, for: time)
            Progress.say(
                "bare broker, \(messages) messages a second: p99 \(Text.milliseconds(alone.percentile(0.99))) ms"
            )

            let paced = try await lead("paced", perSecond: Self.pace, on: connections, feed, target, town)
            Progress.say("lives at \(Self.pace) a second: p99 \(Text.milliseconds(paced.allLags.percentile(0.99))) ms")
            try await target.rest()

            async let beside = probe.measure(perSecond: Self.probesPerSecond, for: time + .seconds(2))
            let full = try await lead("full", perSecond: nil, on: connections, feed, target, town)
            Progress.say("lives as fast as they go: \(Int(full.perSecond)) a second")
            let broker = try await beside
            try await target.rest()
            try await HTTPConnection.close(connections)
            return (Outcome(lives: paced, broker: alone), Outcome(lives: full, broker: broker))
        }
    }

    private func lead(
        _ name: String,
        perSecond: Int?,
        on connections: [HTTPConnection.Bound],
        _ feed: LifeFeed,
        _ target: Target,
        _ town: Town
    ) async throws -> LivesOutcome {
        let plan = LivesPlan(
            name: name,
            concurrent: concurrent,
            perSecond: perSecond,
            warmUp: .seconds(2),
            time: .seconds(Int64(seconds))
        )
        let loop = target.loop
        let run = try await loop.submit {
            NIOLoopBound(LivesRun(plan, in: town, on: connections.map(\.value), loop: loop), eventLoop: loop)
        }.get()
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                await feed.follow(orders: plan.orderPrefix(in: town)) { items in
                    loop.execute { run.value.hear(items) }
                }
            }
            defer { group.cancelAll() }
            return try await loop.flatSubmit { run.value.start() }.get()
        }
    }
}
