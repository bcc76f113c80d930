import Foundation
import MQTT
import NIOCore

/// The bare broker's own time: a message published and received by the same client that follows the lives, on a topic
/// that nobody else knows, with nothing of Baedal in between.
struct BrokerProbe: Sendable {
    /// As long as a status with its ids.
    private static let payloadSize = 240

    private let client: MQTTClient
    private let topic: String
    private let subscription: MQTTSubscription

    init(client: MQTTClient, run: String) {
        self.client = client
        topic = "baedal-bench/\(run)/probe"
        subscription = client.subscribe(to: topic, bufferLimit: 100_000)
    }

    func waitUntilActive() async throws { try await subscription.waitUntilActive() }

    /// Publishes at a steady rate, whether or not earlier messages have arrived.
    ///
    /// - Returns: nanoseconds from each publish to its receipt.
    func measure(perSecond: Int, for time: TimeAmount) async throws -> Samples {
        let count = max(1, Int(time.nanoseconds) * perSecond / 1_000_000_000)
        let receiver = Task { await receive(count) }
        defer { receiver.cancel() }
        let clock = ContinuousClock()
        let begin = clock.now
        try await withThrowingDiscardingTaskGroup { group in
            for number in 0..<count {
                try await clock.sleep(until: begin + .seconds(1) * number / perSecond)
                group.addTask { try await client.publish(Self.message(on: topic)) }
            }
        }
        let watchdog = Task {
            try await Task.sleep(for: .seconds(5))
            receiver.cancel()
        }
        defer { watchdog.cancel() }
        let samples = await receiver.value
        guard samples.count >= count else {
            throw BenchFailure("The broker returned \(samples.count) of \(count) messages within 5 s.")
        }
        return samples
    }

    private func receive(_ count: Int) async -> Samples {
        var samples = Samples()
        while samples.count < count, let batch = await subscription.nextBatch(limit: 500) {
            let now = NIODeadline.now().uptimeNanoseconds
            for message in batch {
                let sent = message.payload.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                samples.add(Int64(now) - Int64(bitPattern: sent))
            }
        }
        return samples
    }

    /// The time of its making stands in the payload.
    private static func message(on topic: String) -> MQTTMessage {
        var payload = [UInt8](repeating: UInt8(ascii: " "), count: payloadSize)
        let now = NIODeadline.now().uptimeNanoseconds
        for index in 0..<8 { payload[index] = UInt8(truncatingIfNeeded: now >> UInt64(56 - 8 * index)) }
        return MQTTMessage(topic: topic, payload: payload)
    }
}
