import BizgoStandIn
import Foundation
import NIOCore

/// The notification bridge beside a well-known one, on the same broker settings and the same messages.
struct Notifications: Sendable {
    struct Outcome: Sendable {
        let count: Int
        let local: Double
        let bizgo: Double
        /// nil where mqttwarn could not be installed.
        let mqttwarn: Double?
        let losses: NotificationLosses.Outcome
    }

    let executable: String
    let count: Int
    let customers: Int

    func measure(on loop: any EventLoop) async throws -> Outcome {
        let local = try await NotificationRate(house: house(.local, loop)).measure("local")
        let bizgo = try await withStandIn { standIn in
            try await NotificationRate(house: house(.bizgo(standIn), loop)).measure("bizgo")
        }
        let losses = try await withStandIn { standIn in
            try await NotificationLosses(house: house(.bizgo(standIn), loop), standIn: standIn).measure()
        }
        return Outcome(count: count, local: local, bizgo: bizgo, mqttwarn: try await mqttwarn(loop), losses: losses)
    }

    private func mqttwarn(_ loop: any EventLoop) async throws -> Double? {
        let bridge: Mqttwarn
        do {
            bridge = try Mqttwarn()
        } catch {
            Progress.say("\(error)")
            return nil
        }
        defer { bridge.remove() }
        return try await bridge.measure(house(.local, loop, customers: 1))
    }

    private func house(
        _ carrier: NotificationHouse.Carrier,
        _ loop: any EventLoop,
        customers: Int? = nil
    ) -> NotificationHouse {
        NotificationHouse(
            executable: executable,
            source: EventSource(count: count, customers: customers ?? self.customers),
            carrier: carrier,
            loop: loop
        )
    }

    private func withStandIn<Value: Sendable>(_ body: (BizgoStandIn) async throws -> Value) async throws -> Value {
        let standIn = BizgoStandIn(apiKey: NotificationHouse.apiKey)
        let running = Task { try await standIn.run() }
        defer { running.cancel() }
        return try await body(standIn)
    }
}
