import Contracts
import Hummingbird
import HummingbirdTesting
import NIOCore
import ServiceKit
import TestSupport
import Testing

@testable import Storage

@Suite struct AnswerTests {
    private func withThing(_ body: @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        try await withRoutes { router in
            router.get("/thing") { _, _ in try Answer(version: 7, ["name": "떡볶이/🍜"]) }
            router.put("/thing") { _, _ in try Answer(status: 202, version: 8, ["name": "김밥"]) }
            router.post("/thing") { _, _ in try Answer.created("/thing/1", version: 1, ["name": "순대"]) }
            router.get("/plain") { _, _ in try Answer(["a": 1]) }
        } _: { client in
            try await body(client)
        }
    }

    @Test func carriesItsVersionAndAddress() async throws {
        try await withThing { client in
            let created = try await client.post("/thing")
            #expect(created.status == 201)
            #expect(created.header("Location") == "/thing/1")
            #expect(created.header("ETag") == "\"1\"")
            let shown = try await client.get("/thing")
            #expect(shown.status == 200)
            #expect(shown.header("ETag") == "\"7\"")
            #expect(shown.header("Location") == nil)
            #expect(shown.text == "{\"name\":\"떡볶이/🍜\"}")
            #expect(try await client.put("/thing").status == 202)
            #expect(try await client.get("/plain").header("ETag") == nil)
        }
    }

    @Test(arguments: [("\"7\"", 304), ("\"6\"", 200), ("W/\"7\"", 304), ("\"5\", \"7\"", 304), ("*", 304), ("7", 200)])
    func whatTheCallerHasIsNotSentAgain(tag: String, status: Int) async throws {
        try await withThing { client in
            let answer = try await client.get("/thing", headers: ["If-None-Match": tag])
            #expect(answer.status == status)
            #expect(answer.header("ETag") == "\"7\"")
            #expect(answer.text.isEmpty == (status == 304))
            // Of an action it means nothing.
            #expect(try await client.put("/thing", headers: ["If-None-Match": "\"8\""]).status == 202)
        }
    }
}

@Suite struct ProblemMiddlewareTests {
    private struct Secret: Error { let path = "/var/lib/secret.sqlite SELECT * FROM orders" }

    @Test(
        arguments: [
            ("refused", 409, "illegal-transition"), ("unknown", 500, "internal"), ("large", 413, "too-large"),
            ("busy", 503, "unavailable"),
            ("closed", 503, "unavailable"), ("full", 503, "unavailable"), ("constraint", 500, "internal"),
            ("bad", 400, "invalid-request"),
            ("teapot", 400, "invalid-request"), ("away", 503, "unavailable"), ("method", 404, "not-found"),
            ("nowhere", 404, "not-found"),
            ("cancelled", 500, "internal"),
        ]
    )
    func everyErrorIsAProblem(kind: String, status: Int, code: String) async throws {
        try await withRoutes { router in
            router.get("/throw/refused") { _, _ -> Answer in
                throw Problem(.illegalTransition, "지금은 안 돼요.", allowed: ["cancel"])
            }
            router.get("/throw/unknown") { _, _ -> Answer in throw Secret() }
            router.get("/throw/large") { _, _ -> Answer in throw NIOTooManyBytesError(maxBytes: 65_536) }
            router.get("/throw/busy") { _, _ -> Answer in throw StorageError(.busy, "SELECT secret") }
            router.get("/throw/closed") { _, _ -> Answer in throw StorageError(.closed, "SELECT secret") }
            router.get("/throw/full") { _, _ -> Answer in throw StorageError(.unwritable, "SELECT secret") }
            router.get("/throw/constraint") { _, _ -> Answer in throw StorageError(.constraint, "SELECT secret") }
            router.get("/throw/bad") { _, _ -> Answer in throw HTTPError(.badRequest, message: "secret") }
            router.get("/throw/teapot") { _, _ -> Answer in throw HTTPError(.init(code: 418)) }
            router.get("/throw/away") { _, _ -> Answer in throw HTTPError(.serviceUnavailable) }
            router.get("/throw/method") { _, _ -> Answer in throw HTTPError(.methodNotAllowed) }
            router.get("/throw/cancelled") { _, _ -> Answer in throw CancellationError() }
        } _: { client in
            let answer = try await client.get("/throw/\(kind)")
            #expect(answer.status == status)
            #expect(answer.header("Content-Type") == "application/problem+json")
            let problem = try answer.decode(Problem.self)
            #expect(problem.code.rawValue == code)
            #expect(problem.status == status)
            #expect(problem.instance == "/throw/\(kind)")
            #expect(problem.detail.hasSuffix("요."))
            for inner in ["SELECT", "secret", "sqlite", "Error"] { #expect(!answer.text.contains(inner)) }
        }
    }

    @Test func aWrongMethodOrPathIsNotFound() async throws {
        try await withRoutes { router in
            router.get("/things") { _, _ in try Answer(["a": 1]) }
        } _: { client in
            for (method, path) in [("DELETE", "/things"), ("GET", "/thing"), ("GET", "/things/1/2"), ("POST", "/")] {
                let answer = try await client.send(method, path, body: method == "GET" ? nil : "{}")
                #expect(answer.status == 404)
                #expect(answer.problemCode == "not-found")
            }
        }
    }

    @Test func theRequestIsNamedInEveryAnswer() async throws {
        try await withRoutes { router in
            router.get("/cause") { _, context in
                try Answer(["id": context.cause.id, "trace": context.cause.traceparent])
            }
            router.get("/fail") { _, _ -> Answer in throw Secret() }
        } _: { client in
            let trace = Traceparent.make()
            let given = try await client.get("/cause", headers: ["X-Request-Id": "mine-1", "traceparent": trace])
            #expect(given["id"] == "mine-1")
            #expect(given["trace"] == .string(trace))
            #expect(given.header("X-Request-Id") == "mine-1")
            let hostile = try await client.get("/cause", headers: ["X-Request-Id": "a\"b/../#", "traceparent": "00-x"])
            #expect(IDText.isValid(try #require(hostile["id"]?.stringValue)))
            #expect(Traceparent.isValid(try #require(hostile["trace"]?.stringValue)))
            let failed = try await client.get("/fail", headers: ["X-Request-Id": "mine-2"])
            #expect(failed.status == 500)
            #expect(failed.header("X-Request-Id") == "mine-2")
        }
    }
}
