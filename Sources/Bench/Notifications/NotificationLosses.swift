import BizgoStandIn
import Foundation
import MQTT
import NIOCore

/// Kills the broker and the service in the middle of the stream, and counts what is missing and what came twice.
struct NotificationLosses: Sendable {
    struct Outcome: Sendable {
        let lost: Int
        let doubled: Int
        /// Requests that were made again and recognised.
        let repeats: Int
    }

    let house: NotificationHouse
    let standIn: BizgoStandIn

    func measure() async throws -> Outcome {
        let count = house.source.count
        return try await house.with { gateway, service, broker in
            let publishing = Task {
                try await withMQTTClient(to: broker, name: "bench-losses") { client in
                    try await house.source.publish(to: client)
                }
            }
            try await reach(count / 4)
            try gateway.killChildren()
            try await reach(count / 2)
            try await service.killAndStart()
            try await reach(count)
            publishing.cancel()
            let delivered = try await delivered(at: service.ready.http, of: count)
            return Outcome(lost: count - delivered, doubled: standIn.doubles, repeats: standIn.repeats)
        }
    }

    private func reach(_ count: Int) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while standIn.messages.count < count, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    private func delivered(at http: String, of count: Int) async throws -> Int {
        struct List: Decodable {
            struct Page: Decodable { let totalElements: Int }
            let page: Page
        }
        let endpoint = try HTTPEndpoint(url: http)
        let connections = try await HTTPConnection.open(1, to: endpoint, on: house.loop)
        let deadline = ContinuousClock.now + .seconds(30)
        var delivered = 0
        while delivered < count, ContinuousClock.now < deadline {
            let answer = try await connections[0].ask(endpoint.get("/notificationLogs?status=DELIVERED&size=1"))
            delivered = try JSONDecoder().decode(List.self, from: Data(answer.body.readableBytesView)).page
                .totalElements
            try await Task.sleep(for: .milliseconds(100))
        }
        try await HTTPConnection.close(connections)
        return delivered
    }
}
