import Foundation
import Storage
import TestSupport
import Testing

@Suite struct LifecycleTests {
    @Test func closingWaitsForTheWritersAndRefusesLaterOnes() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/test.sqlite"
            let database = try Database(path: path)
            try database.migrate([notes])
            let gate = Gate()
            async let writing: Void = database.write { transaction in
                gate.pass()
                try transaction.note(1, "accepted before the close")
            }
            await gate.awaitArrival()
            async let closing: Void = database.close()
            gate.open()
            try await writing
            await closing
            await #expect(throws: StorageError.self) { try await database.write { try $0.note(2, "too late") } }
            await #expect { try await database.read { try $0.noted() } } throws: {
                ($0 as? StorageError)?.reason == .closed
            }
            await database.close()

            let again = try Database(path: path)
            #expect(try await again.noted() == [1])
            await again.close()
        }
    }

    @Test func aMigrationRunsOnce() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/test.sqlite"
            let counting = Migration(
                "count-1",
                ["INSERT INTO note (id, text) SELECT COALESCE(MAX(id), 0) + 1, 'run' FROM note"]
            )
            for _ in 0..<3 {
                let database = try Database(path: path)
                try database.migrate([notes])
                try database.migrate([notes, counting])
                try database.migrate([counting])
                #expect(try await database.noted() == [1])
                await database.close()
            }
        }
    }

    @Test func aMigrationThatFailsLeavesNothing() async throws {
        try await withDatabase { database in
            let broken = Migration("broken-1", ["CREATE TABLE half (id BIGINT)", "CREATE TABEL done (id BIGINT)"])
            #expect(throws: StorageError.self) { try database.migrate([broken]) }
            #expect(
                try await database.read { try $0.all("SELECT name FROM sqlite_master WHERE name = 'half'") { _ in 1 } }
                    == []
            )
            try database.migrate([Migration("broken-1", ["CREATE TABLE half (id BIGINT)"])])
        }
    }

    /// What was answered is in the file at that moment: a copy taken as a crash would leave it has all of it.
    @Test func whatWasAnsweredIsInTheFile() async throws {
        try await withTemporaryDirectory { directory in
            let database = try Database(path: directory + "/live.sqlite")
            try database.migrate([notes])
            for round in 0..<5 {
                try await withThrowingTaskGroup { group in
                    for id in 0..<100 {
                        group.addTask { try await database.write { try $0.note(round * 100 + id, "x") } }
                    }
                    try await group.waitForAll()
                }
                let copy = directory + "/crashed-\(round)"
                for suffix in ["", "-wal"] {
                    try FileManager.default.copyItem(
                        atPath: directory + "/live.sqlite" + suffix,
                        toPath: copy + ".sqlite" + suffix
                    )
                }
                let survivor = try Database(path: copy + ".sqlite")
                #expect(try await survivor.noted() == Array(0..<((round + 1) * 100)))
                await survivor.close()
            }
            await database.close()
        }
    }
}
