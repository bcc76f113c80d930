import MQTT

/// Records a second from the event on the wire to the row that says DELIVERED.
struct NotificationRate: Sendable {
    let house: NotificationHouse

    /// - Returns: records a second.
    func measure(_ name: String) async throws -> Double {
        let count = house.source.count
        return try await house.with { _, service, broker in
            try await withMQTTClient(to: broker, name: "bench-\(name)") { client in
                // Each record is two events: that it was made, and how it ended.
                let counter = RowCounter(service.database("notification"), "SELECT MAX(sequence) / 2 FROM event")
                let begin = ContinuousClock.now
                async let published: Void = house.source.publish(to: client)
                try await counter.wait(for: count)
                let seconds = (ContinuousClock.now - begin) / .milliseconds(1) / 1000
                try await published
                let delivered = try counter.count("SELECT COUNT(*) FROM notification WHERE status = 'DELIVERED'")
                guard delivered == count else {
                    throw BenchFailure("\(delivered) of \(count) messages were delivered.")
                }
                Progress.say("\(name): \(count) records in \(Text.decimal(seconds, digits: 1)) s")
                return Double(count) / seconds
            }
        }
    }
}
