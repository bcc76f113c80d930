import BizgoStandIn
import Foundation
import MQTT
import NIOCore

/// Records a second from the event on the wire to DELIVERED.
struct NotificationRate: Sendable {
    private static let sent = "baedal/v1/events/notification/NotificationSent/+"
    private static let patience: Duration = .seconds(60)

    let house: NotificationHouse

    /// - Returns: records a second.
    func measure(_ name: String) async throws -> Double {
        try await house.with { _, _, broker in
            try await withMQTTClient(to: broker, name: "bench-\(name)") { client in
                let outcomes = client.subscribe(to: Self.sent, bufferLimit: 1_000_000)
                try await outcomes.waitUntilActive()
                let begin = ContinuousClock.now
                async let published: Void = house.source.publish(to: client)
                try await receive(house.source.count, from: outcomes)
                let seconds = (ContinuousClock.now - begin) / .milliseconds(1) / 1000
                try await published
                Progress.say("\(name): \(house.source.count) records in \(Text.decimal(seconds, digits: 1)) s")
                return Double(house.source.count) / seconds
            }
        }
    }

    private func receive(_ count: Int, from outcomes: MQTTSubscription) async throws {
        let receiver = Task {
            var delivered = 0
            while delivered < count, let batch = await outcomes.nextBatch(limit: 1000) {
                delivered += batch.count { JSONText.value(of: "status", in: $0.payload) == "DELIVERED" }
            }
            return delivered
        }
        let watchdog = Task {
            try await Task.sleep(for: Self.patience)
            receiver.cancel()
        }
        defer { watchdog.cancel() }
        let delivered = await receiver.value
        guard delivered == count else {
            throw BenchFailure("\(delivered) of \(count) messages were delivered within 60 s.")
        }
    }
}
