import Contracts
import EventLog
import Logging
import MQTT
import ServiceKit
import Storage
import TestSupport
import Testing

@testable import DeliveryService

/// Two services over one file, as two processes would be: the database decides.
@Suite struct TwoProcessTests {
    @Test(.timeLimit(.minutes(1))) func aClaimHasOneWinnerAmongProcesses() async throws {
        let riders = (0..<100).map { Rider(id: RiderID(trusted: "r\($0)"), name: "라이더 \($0)", phone: "01000000000") }
        try await withTemporaryDirectory { folder in
            let one = try await core(in: folder)
            let two = try await core(in: folder)
            let desks = [one, two].map { core in
                let sightings = RiderSightings(locationLifetime: .seconds(60))
                return RiderDesk(book: DeliveryBook(core: core, configuration: .init(), sightings: sightings))
            }
            let (delivery, _) = Delivery.prepare(
                DeliveryID(trusted: "d1"),
                Errand(Sample.order("o1", .cooked)),
                readyAt: nil,
                at: Sample.now
            )
            var open = delivery
            _ = open.ready(readyAt: nil, mode: .board, Sample.terms())
            try await one.database.write { [open] transaction in
                try DeliveryTable.insert(open, in: transaction)
                for rider in riders { try RiderTable.insert(rider, in: transaction) }
            }
            let outcomes = await withTaskGroup(of: ProblemCode?.self) { group in
                for (index, rider) in riders.enumerated() {
                    group.addTask { await claim(rider.id, at: desks[index % 2]) }
                }
                return await group.reduce(into: [ProblemCode?]()) { $0.append($1) }
            }
            #expect(outcomes.count { $0 == nil } == 1)
            #expect(outcomes.count { $0 == .alreadyClaimed } == riders.count - 1)
            let events = try await two.log.events(after: 0, limit: 100)
            #expect(events.map(\.type) == [.deliveryClaimed])
            await one.database.close()
            await two.database.close()
        }
    }

    /// - Returns: nil for the winner.
    private func claim(_ rider: RiderID, at desk: RiderDesk) async -> ProblemCode? {
        do {
            let command = RiderCommand(action: .claim, delivery: DeliveryID(trusted: "d1"), rider: rider)
            try await desk.book.log.database.write { transaction in
                _ = try desk.perform(command, cause: .own("test"), at: Sample.now, in: transaction)
            }
            return nil
        } catch {
            return Problem(mapping: error).code
        }
    }

    private func core(in folder: String) async throws -> ServiceCore {
        try await ServiceCore.open(
            .delivery,
            directory: folder,
            broker: [],
            migrations: DeliveryService.migrations,
            clock: .system,
            metrics: Metrics(),
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        )
    }
}
