import Storage
import TestSupport
import Testing

@Suite struct TransactionTests {
    @Test func parametersAreFoundByTheirNumber() async throws {
        try await withDatabase { database in
            let row = try await database.read { transaction in
                try transaction.first(
                    "SELECT $2 AS second, $1 AS first, $2 AS again, $3 AS third, $11 AS eleventh",
                    ["one", "two", "three", 4, 5, 6, 7, 8, 9, 10, "eleven"]
                ) {
                    ["\($0.text("first"))", $0.text("second"), $0.text("again"), $0.text("third"), $0.text("eleventh")]
                }
            }
            #expect(row == ["one", "two", "two", "three", "eleven"])
        }
    }

    @Test func aValueIsNeverRead() async throws {
        try await withDatabase { database in
            let hostile = "'); DROP TABLE note; -- $1 ?1 떡볶이 🍜 \""
            try await database.write { try $0.note(1, hostile) }
            let text = try await database.read {
                try $0.first("SELECT text FROM note WHERE text = $1", [.text(hostile)]) { $0.text("text") }
            }
            #expect(text == hostile)
        }
    }

    @Test func everyKindOfValueComesBack() async throws {
        try await withDatabase { database in
            try await database.read { transaction in
                try transaction.first(
                    "SELECT $1 AS n, $2 AS i, $3 AS r, $4 AS t, $5 AS f",
                    [nil, .integer(.max), .real(-0.5), "", SQLValue(true)]
                ) { row in
                    #expect(row.optionalText("n") == nil)
                    #expect(row.optionalInteger("n") == nil)
                    #expect(row.optionalLong("n") == nil)
                    #expect(row.optionalReal("n") == nil)
                    #expect(row.long("i") == .max)
                    #expect(row.real("r") == -0.5)
                    #expect(row.text("t") == "")
                    #expect(row.flag("f"))
                }
            }
        }
    }

    @Test func executeSaysHowManyRowsItChanged() async throws {
        try await withDatabase { database in
            let counts = try await database.write { transaction in
                for id in 1...5 { try transaction.note(id, "\(id)") }
                return [
                    try transaction.execute("UPDATE note SET mark = $2 WHERE id > $1", [2, "late"]),
                    try transaction.execute("UPDATE note SET mark = $2 WHERE id > $1", [9, "none"]),
                    try transaction.execute("DELETE FROM note"),
                ]
            }
            #expect(counts == [3, 0, 5])
        }
    }

    @Test func whatASavepointThrowsAwayIsGoneAndTheRestStays() async throws {
        try await withDatabase { database in
            let journal = Journal()
            try await database.write { transaction in
                try transaction.note(1, "before")
                transaction.afterCommit { journal.add("before") }
                #expect(throws: Refusal(number: 7)) {
                    try transaction.savepoint {
                        try transaction.note(2, "undone")
                        transaction.afterCommit { journal.add("undone") }
                        try transaction.savepoint {
                            try transaction.note(3, "undone with its outer one")
                            transaction.afterCommit { journal.add("undone too") }
                        }
                        throw Refusal(number: 7)
                    }
                }
                try transaction.savepoint {
                    #expect(throws: Refusal.self) {
                        try transaction.savepoint {
                            try transaction.note(4, "undone alone")
                            throw Refusal()
                        }
                    }
                    try transaction.note(5, "kept")
                    transaction.afterCommit { journal.add("kept") }
                }
                #expect(try transaction.noted() == [1, 5])
            }
            #expect(try await database.noted() == [1, 5])
            #expect(journal.all == ["before", "kept"])
        }
    }

    @Test func aStatementUnderWayDoesNotHoldUpASavepoint() async throws {
        try await withDatabase { database in
            try await database.write { transaction in
                for id in 1...3 { try transaction.note(id, "\(id)") }
                _ = try transaction.first("SELECT id FROM note ORDER BY id") { $0.integer("id") }
                #expect(throws: Refusal.self) {
                    try transaction.savepoint {
                        _ = try transaction.all("SELECT id FROM note") { _ in throw Refusal() }
                    }
                }
                try transaction.execute("DROP TABLE note")
            }
        }
    }

    @Test func aReaderCannotWrite() async throws {
        try await withDatabase { database in
            await #expect(throws: StorageError.self) { try await database.read { try $0.note(1, "no") } }
            let noted = try await database.noted()
            #expect(noted == [])
        }
    }
}
