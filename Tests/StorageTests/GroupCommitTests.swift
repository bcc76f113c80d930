import Foundation
import TestSupport
import Testing

@testable import Storage

extension Database {
    var waitingWriters: Int { writer.waitingCount }
}

@Suite struct GroupCommitTests {
    @Test func theFileIsSynchronisedInFull() async throws {
        try await withDatabase { database in
            let mode = try await database.synchronousMode()
            #expect(mode == 2)
        }
    }

    @Test func writersThatWaitShareOneCommit() async throws {
        try await withDatabase { database in
            let before = database.commits
            let gate = Gate()
            async let first: Void = database.write { _ in gate.pass() }
            await gate.awaitArrival()
            try await withThrowingTaskGroup { group in
                for id in 1...200 { group.addTask { try await database.write { try $0.note(id, "\(id)") } } }
                while database.waitingWriters < 200 { await Task.yield() }
                gate.open()
                try await group.waitForAll()
            }
            try await first
            #expect(try await database.noted() == Array(1...200))
            #expect(database.commits.transactions - before.transactions == 2)
            #expect(database.commits.writers - before.writers == 201)
        }
    }

    @Test func oneThatThrowsRollsBackAlone() async throws {
        try await withDatabase { database in
            let before = database.commits
            let gate = Gate()
            async let first: Void = database.write { _ in gate.pass() }
            await gate.awaitArrival()
            let outcomes = await withTaskGroup(of: (Int, Result<Int, any Error>).self) { group in
                for id in 0..<30 {
                    group.addTask {
                        do {
                            return (
                                id,
                                .success(
                                    try await database.write { transaction in
                                        try transaction.note(id, "\(id)")
                                        if id % 3 == 0 { throw Refusal(number: id) }
                                        return id * 10
                                    }
                                )
                            )
                        } catch { return (id, .failure(error)) }
                    }
                }
                while database.waitingWriters < 30 { await Task.yield() }
                gate.open()
                return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            try await first
            for id in 0..<30 {
                let outcome = try #require(outcomes[id])
                if id % 3 == 0 {
                    #expect(throws: Refusal(number: id)) { try outcome.get() }
                } else {
                    #expect(try outcome.get() == id * 10)
                }
            }
            #expect(try await database.noted() == (0..<30).filter { $0 % 3 != 0 })
            #expect(database.commits.transactions - before.transactions == 2)
        }
    }

    @Test func aWriterSeesWhatThoseBeforeItInTheBatchWrote() async throws {
        try await withDatabase { database in
            try await database.write { try $0.note(0, "0") }
            await withThrowingTaskGroup { group in
                for _ in 0..<500 {
                    group.addTask {
                        try await database.write { transaction in
                            let last =
                                try transaction.first("SELECT MAX(id) AS last FROM note") { $0.integer("last") } ?? 0
                            try transaction.note(last + 1, "next")
                        }
                    }
                }
            }
            #expect(try await database.noted() == Array(0...500))
        }
    }

    @Test func whatFollowsTheCommitRunsAfterItAndBeforeTheAnswer() async throws {
        try await withDatabase { database in
            let journal = Journal()
            let commits = database.commits.transactions
            try await database.write { transaction in
                try transaction.note(1, "1")
                transaction.afterCommit { journal.add("committed: \(database.commits.transactions - commits)") }
                journal.add("writing")
            }
            journal.add("answered")
            #expect(journal.all == ["writing", "committed: 1", "answered"])
            await #expect(throws: Refusal.self) {
                try await database.write { transaction in
                    transaction.afterCommit { journal.add("never") }
                    throw Refusal()
                }
            }
            #expect(journal.all.count == 3)
        }
    }

    @Test func aReaderSeesWhatIsCommittedAndNothingElse() async throws {
        try await withDatabase { database in
            let gate = Gate()
            async let writing: Void = database.write { transaction in
                try transaction.note(1, "1")
                gate.pass()
            }
            await gate.awaitArrival()
            #expect(try await database.noted() == [])
            gate.open()
            try await writing
            #expect(try await database.noted() == [1])
        }
    }

    @Test func aCancelledCallerStillWrites() async throws {
        try await withDatabase { database in
            let gate = Gate()
            let caller = Task {
                try await database.write { transaction in
                    try transaction.note(1, "1")
                    gate.pass()
                }
            }
            await gate.awaitArrival()
            caller.cancel()
            gate.open()
            try await caller.value
            #expect(try await database.noted() == [1])
        }
    }
}
