import Contracts
import Hummingbird
import HummingbirdTesting
import ServiceKit
import Storage
import TestSupport
import Testing

@Suite struct IdempotencyTests {
    private static let migration = Migration("act-1", ["CREATE TABLE act (n BIGINT NOT NULL)"])

    /// `POST /acts` and `POST /others` write a row and answer 201 with its number; a body with `fail` is refused after the row was written.
    private func withActs(
        _ body: @escaping @Sendable (any TestClientProtocol, Database, TestClock) async throws -> Void
    ) async throws {
        let clock = TestClock()
        try await withDatabase([Idempotency.migration, Self.migration]) { database in
            try await withRoutes { router in
                for path in ["/acts", "/others"] {
                    router.post("\(path)") { request, context in
                        let body = try await JSONBody(request, context)
                        return try await body.once(in: database, at: clock.now) { transaction in
                            let n = try transaction.first("SELECT COUNT(*) AS n FROM act") { $0.integer("n") } ?? 0
                            try transaction.execute("INSERT INTO act (n) VALUES ($1)", [SQLValue(n + 1)])
                            if body.members["fail"] != nil { throw Problem(.illegalTransition, "안 돼요.") }
                            if body.members["decline"] != nil {
                                return try Answer(status: 402, Problem(.paymentDeclined, "거절"))
                            }
                            return try .created("\(path)/\(n + 1)", version: 1, ["n": n + 1])
                        }
                    }
                }
            } _: {
                try await body($0, database, clock)
            }
        }
    }

    private func acts(_ database: Database) async throws -> Int? {
        try await database.read { try $0.first("SELECT COUNT(*) AS n FROM act") { $0.integer("n") } }
    }

    @Test func theSameRequestIsAnsweredTheSameAndDoneOnce() async throws {
        try await withActs { client, database, _ in
            let first = try await client.post("/acts", ["a": 1], headers: ["Idempotency-Key": "k"])
            let second = try await client.post("/acts", ["a": 1], headers: ["Idempotency-Key": "k"])
            for answer in [first, second] {
                #expect(answer.status == 201)
                #expect(answer["n"] == 1)
                #expect(answer.header("Location") == "/acts/1")
                #expect(answer.header("ETag") == "\"1\"")
                #expect(answer.header("Content-Type") == "application/hal+json")
            }
            #expect(try await acts(database) == 1)
        }
    }

    @Test func askedAtTheSameTimeItIsStillDoneOnce() async throws {
        try await withActs { client, database, _ in
            let answers = try await withThrowingTaskGroup { group in
                for _ in 0..<50 {
                    group.addTask { try await client.post("/acts", ["a": 1], headers: ["Idempotency-Key": "k"]).text }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(answers.count == 1)
            #expect(try await acts(database) == 1)
        }
    }

    @Test func anotherBodyUnderTheKeyIsRefused() async throws {
        try await withActs { client, database, _ in
            _ = try await client.post("/acts", ["a": 1], headers: ["Idempotency-Key": "k"])
            let answer = try await client.post("/acts", ["a": 2], headers: ["Idempotency-Key": "k"])
            #expect(answer.status == 422)
            #expect(answer.problemCode == "idempotency-key-reused")
            #expect(try await acts(database) == 1)
        }
    }

    @Test func aKeyIsOfItsRoute() async throws {
        try await withActs { client, _, _ in
            let first = try await client.post("/acts", headers: ["Idempotency-Key": "k"])
            #expect(first["n"] == 1)
            #expect(try await client.post("/others", headers: ["Idempotency-Key": "k"])["n"] == 2)
            #expect(try await client.post("/acts")["n"] == 3)
            #expect(try await client.post("/acts")["n"] == 4)
        }
    }

    @Test func whatFailedIsNotRemembered() async throws {
        try await withActs { client, database, _ in
            for _ in 0..<2 {
                let answer = try await client.post("/acts", ["fail": true], headers: ["Idempotency-Key": "k"])
                #expect(answer.status == 409)
            }
            #expect(try await acts(database) == 0)
            #expect(try await client.post("/acts", ["a": 1], headers: ["Idempotency-Key": "k"]).status == 201)
        }
    }

    @Test func anAnswerThatIsAProblemIsRememberedAsOne() async throws {
        try await withActs { client, database, _ in
            for _ in 0..<2 {
                let answer = try await client.post("/acts", ["decline": true], headers: ["Idempotency-Key": "k"])
                #expect(answer.status == 402)
                #expect(answer.header("Content-Type") == "application/problem+json")
            }
            #expect(try await acts(database) == 1)
        }
    }

    @Test func answersAreForgottenAfterADay() async throws {
        try await withActs { client, database, clock in
            _ = try await client.post("/acts", headers: ["Idempotency-Key": "k"])
            clock.advance(by: .seconds(24 * 3600))
            try await database.write { try Idempotency.purge(now: clock.now, in: $0) }
            #expect(try await client.post("/acts", headers: ["Idempotency-Key": "k"])["n"] == 1)
            clock.advance(by: .milliseconds(1))
            try await database.write { try Idempotency.purge(now: clock.now, in: $0) }
            #expect(try await client.post("/acts", headers: ["Idempotency-Key": "k"])["n"] == 2)
        }
    }
}
