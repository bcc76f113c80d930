import Foundation
import Storage
import Synchronization
import TestSupport

let notes = Migration(
    "notes-1",
    [
        "CREATE TABLE note (id BIGINT PRIMARY KEY, text TEXT NOT NULL, mark TEXT)",
        "CREATE INDEX note_by_text ON note (text)",
    ]
)

/// Runs `body` with a new database that has a table of notes.
func withDatabase<Value>(_ body: (Database) async throws -> Value) async throws -> Value {
    try await withTemporaryDirectory { directory in
        let database = try Database(path: directory + "/test.sqlite")
        try database.migrate([notes])
        do {
            let value = try await body(database)
            await database.close()
            return value
        } catch {
            await database.close()
            throw error
        }
    }
}

extension Transaction {
    func note(_ id: Int, _ text: String, mark: String? = nil) throws {
        try execute(
            "INSERT INTO note (id, text, mark) VALUES ($1, $2, $3)",
            [SQLValue(id), .text(text), SQLValue(mark)]
        )
    }

    func noted() throws -> [Int] { try all("SELECT id FROM note ORDER BY id") { $0.integer("id") } }
}

extension Database {
    func noted() async throws -> [Int] { try await read { try $0.noted() } }
}

/// What happened, in order, from whichever thread.
final class Journal: Sendable {
    private let entries = Mutex<[String]>([])

    func add(_ entry: String) { entries.withLock { $0.append(entry) } }

    var all: [String] { entries.withLock { $0 } }
}

/// Holds up the writer's thread until it is opened, so that the other writers queue.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    private let arrival: AsyncStream<Void>
    private let arrived: AsyncStream<Void>.Continuation

    init() { (arrival, arrived) = AsyncStream.makeStream() }

    /// Called by the writer.
    func pass() {
        arrived.finish()
        semaphore.wait()
    }

    func awaitArrival() async { for await _ in arrival {} }

    func open() { semaphore.signal() }
}

struct Refusal: Error, Equatable {
    var number = 0
}
