import Foundation
import Storage
import TestSupport
import Testing

@Suite struct StorageErrorTests {
    private func reason(_ database: Database, _ body: @escaping @Sendable (Transaction) throws -> Void) async
        -> StorageError.Reason?
    {
        do {
            try await database.write(body)
            return nil
        } catch { return (error as? StorageError)?.reason }
    }

    @Test func aConstraintIsNamedAsOne() async throws {
        try await withDatabase { database in
            try await database.write { try $0.note(1, "first") }
            #expect(await reason(database) { try $0.note(1, "second") } == .constraint)
            #expect(await reason(database) { try $0.execute("INSERT INTO note (id) VALUES ($1)", [2]) } == .constraint)
            #expect(await reason(database) { try $0.execute("SELECT * FROM nowhere") } == .other)
        }
    }

    /// No error of the engine leaves: whoever catches inside a transaction knows what it is too.
    @Test func insideTheTransactionItIsAStorageErrorAlready() async throws {
        try await withDatabase { database in
            try await database.write { transaction in
                try transaction.note(1, "first")
                #expect { try transaction.note(1, "second") } throws: { ($0 as? StorageError)?.reason == .constraint }
                #expect { try transaction.savepoint { try transaction.note(1, "second") } } throws: {
                    ($0 as? StorageError)?.reason == .constraint
                }
                #expect(throws: StorageError.self) { try transaction.all("nonsense") { _ in 1 } }
                #expect(throws: StorageError.self) { try transaction.first("nonsense") { _ in 1 } }
            }
        }
    }

    @Test func itTellsNeitherTheStatementNorItsValues() async throws {
        try await withDatabase { database in
            do {
                try await database.write { transaction in
                    try transaction.note(1, "first")
                    try transaction.note(1, "01012345678")
                }
                Issue.record("the row was written twice")
            } catch {
                #expect(!"\(error)".contains("01012345678"))
                #expect(!"\(error)".contains("INSERT"))
            }
        }
    }

    @Test func aFileThatAnotherHoldsIsBusy() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/shared.sqlite"
            let (one, other) = (try Database(path: path), try Database(path: path))
            try one.migrate([notes])
            let gate = Gate()
            async let held: Void = one.write { transaction in
                try transaction.note(1, "held")
                gate.pass()
            }
            await gate.awaitArrival()
            let reason = await reason(other) { try $0.note(2, "waits in vain") }
            gate.open()
            try await held
            #expect(reason == .busy)
            #expect(try await one.noted() == [1])
            await one.close()
            await other.close()
        }
    }

    @Test func aFullStoreFailsTheWholeBatchByItsRightName() async throws {
        try await withDatabase { database in
            try await database.write { try $0.note(1, "there before") }
            let gate = Gate()
            async let opener: Void = database.write { _ in gate.pass() }
            await gate.awaitArrival()
            // One batch: what comes before the store is full goes with it, since the engine has undone all of it.
            async let before = reason(database) { try $0.note(2, "innocent") }
            while database.waitingWriters < 1 { await Task.yield() }
            async let filling = reason(database) { transaction in
                try transaction.execute("PRAGMA max_page_count = 1")
                try transaction.note(3, String(repeating: "x", count: 1 << 20))
            }
            while database.waitingWriters < 2 { await Task.yield() }
            async let after = reason(database) { try $0.note(4, "innocent") }
            while database.waitingWriters < 3 { await Task.yield() }
            gate.open()
            try await opener
            #expect(await [before, filling, after] == [.unwritable, .unwritable, .unwritable])
            #expect(try await database.noted() == [1])
            // And it goes on as soon as there is room.
            #expect(await reason(database) { try $0.execute("PRAGMA max_page_count = 100000") } == nil)
            try await database.write { try $0.note(5, "room again") }
            #expect(try await database.noted() == [1, 5])
        }
    }

    @Test func aFolderThatIsNotThereIsUnwritable() throws {
        #expect { try Database(path: "/nowhere-\(UUID().uuidString)/x.sqlite") } throws: {
            ($0 as? StorageError)?.reason == .unwritable
        }
    }

    @Test func aFileThatIsNoDatabaseIsRefused() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/text.sqlite"
            try String(repeating: "not a database at all\n", count: 100).write(
                toFile: path,
                atomically: true,
                encoding: .utf8
            )
            #expect(throws: StorageError.self) { try Database(path: path) }
        }
    }
}
