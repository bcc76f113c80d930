import Foundation
import NIOCore

/// What the server holds in memory before and after many orders, and whether they are all there.
struct Memory: Sendable {
    struct Outcome: Sendable {
        let before: ProcessReading
        let half: ProcessReading
        let after: ProcessReading
        /// When all that follows the orders was done, and how many seconds that took.
        let rested: ProcessReading
        let afterwards: Double
        let orders: Int
        let seconds: Double
    }

    private static let parts = 10

    let orders: Int
    let connections: Int

    func measure(_ target: Target, _ town: Town, pid: Int32) async throws -> Outcome {
        let connections = try await HTTPConnection.open(connections, to: target.http, on: target.loop)
        let order = town.order()
        let known = try await total(target, on: connections[0])
        let before = try ProcessReading(pid: pid)
        var readings: [ProcessReading] = []
        var seconds = 0.0
        var taken = 0
        for part in 1...Self.parts {
            let count = orders * part / Self.parts - taken
            seconds += try await ClosedLoop.run(order, expecting: 201, until: .count(count), on: connections).seconds
            taken += count
            readings.append(try ProcessReading(pid: pid))
            Progress.say("\(taken) orders: \(Text.megabytes(readings[part - 1].residentKB)) MB")
        }
        let afterwards = try await target.rest(atMost: .seconds(180)) ?? 0
        let kept = try await total(target, on: connections[0]) - known
        guard kept >= taken else {
            throw BenchFailure("\(taken) orders were answered 201, but only \(kept) are there.")
        }
        try await HTTPConnection.close(connections)
        return Outcome(
            before: before,
            half: readings[Self.parts / 2 - 1],
            after: readings[Self.parts - 1],
            rested: try ProcessReading(pid: pid),
            afterwards: afterwards,
            orders: taken,
            seconds: seconds
        )
    }

    private func total(_ target: Target, on connection: HTTPConnection.Bound) async throws -> Int {
        struct List: Decodable {
            struct Page: Decodable { let totalElements: Int }
            let page: Page
        }
        let answer = try await connection.ask(target.http.get("/orders?size=1"))
        return try JSONDecoder().decode(List.self, from: Data(answer.body.readableBytesView)).page.totalElements
    }
}
