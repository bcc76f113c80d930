import Contracts
import Storage
import TestSupport
import Testing

@testable import EventLog

@Suite struct EventLogTests {
    @Test func theNumbersHaveNoGapsHoweverManyWriteAndFail() async throws {
        try await withLog { log in
            await withTaskGroup { group in
                for writer in 1...300 {
                    group.addTask {
                        try? await log.database.write { transaction in
                            let events = (0..<(1 + writer % 3)).map {
                                NewEvent(.foodChanged, subject: "f\(writer)", data: Step(number: writer * 10 + $0))
                            }
                            try log.append(events, cause: .own("test"), at: .now, in: transaction)
                            // Undone after the numbers were given out.
                            if writer % 4 == 0 { throw Refusal() }
                        }
                    }
                }
            }
            let events = try await log.events(after: 0, limit: 1000)
            let kept = (1...300).filter { $0 % 4 != 0 }
            #expect(events.map(\.sequence) == Array(1...Int64(kept.reduce(0) { $0 + 1 + $1 % 3 })))
            #expect(Set(events.map(\.id)).count == events.count)
            // What was appended together stands together.
            let writers = try events.map { try $0.decode(Step.self).number / 10 }
            let runs = zip(writers, writers.dropFirst()).count { $0 != $1 } + 1
            #expect(Set(writers) == Set(kept))
            #expect(runs == kept.count)
        }
    }

    @Test func isReadInPages() async throws {
        try await withLog { log in
            try await log.append(1...25)
            #expect(try await log.events(after: 0, limit: 10).map(\.sequence) == Array(1...10))
            #expect(try await log.events(after: 10, limit: 10).map(\.sequence) == Array(11...20))
            #expect(try await log.events(after: 20, limit: 10).map(\.sequence) == Array(21...25))
            #expect(try await log.events(after: 25, limit: 10).isEmpty)
        }
    }

    @Test func anEventIsReadAsItWasWritten() async throws {
        try await withLog(.order) { log in
            let time = Timestamp(milliseconds: 1_795_338_000_123)
            let cause = Cause(id: "request-1", traceparent: Traceparent.make())
            let written = try await log.database.write { transaction in
                try log.append(
                    [NewEvent(.orderPlaced, subject: "o1", correlationID: "c1", data: Step(number: 1))],
                    cause: cause,
                    at: time,
                    in: transaction
                )
            }
            let read = try await log.events(after: 0, limit: 1)
            #expect(read.map(\.json) == written.map(\.json))
            let event = try #require(read.first)
            #expect(event.time == time)
            #expect(event.causationID == "request-1")
            #expect(event.traceparent == cause.traceparent)
            #expect(event.correlationID == "c1")
            #expect(try event.decode(Step.self) == Step(number: 1))
        }
    }

    @Test func theStateAndItsEventsAreOneTransaction() async throws {
        let migration = Migration("state-1", ["CREATE TABLE state (n BIGINT)"])
        try await withLog(migrations: [migration]) { log in
            await #expect(throws: Refusal.self) {
                try await log.database.write { transaction in
                    try transaction.execute("INSERT INTO state (n) VALUES ($1)", [1])
                    try log.append(
                        [NewEvent(.foodChanged, subject: "f1", data: Step(number: 1))],
                        cause: .own("test"),
                        at: .now,
                        in: transaction
                    )
                    try log.retain("t", Step(number: 1), at: .now, in: transaction)
                    throw Refusal()
                }
            }
            let counts = try await log.database.read { transaction in
                try ["state", "event", "retained"].map { table in
                    try transaction.first("SELECT COUNT(*) AS n FROM \(table)") { $0.integer("n") }
                }
            }
            #expect(counts == [0, 0, 0])
        }
    }

    /// A restarted service must not give out revisions that the relay has passed already.
    @Test func revisionsGoOnAfterARestart() async throws {
        try await withTemporaryDirectory { directory in
            var revisions: [Int64] = []
            for round in 1...3 {
                let database = try Database(path: directory + "/store.sqlite")
                let log = try await EventLog(context: .store, database: database)
                try await log.retain("t\(round)", round)
                let published = try await database.read { try RetainedTable.changed(after: 0, limit: 100, in: $0) }
                revisions.append(try #require(published.last).revision)
                try await database.write { transaction in
                    try RelayPosition(sequence: 0, revision: published.last?.revision ?? 0).save(in: transaction)
                    // Even where the row itself is gone.
                    try transaction.execute("DELETE FROM retained")
                }
                await database.close()
            }
            #expect(revisions == [1, 2, 3])
        }
    }
}
