import Contracts
import Foundation
import Hummingbird
import HummingbirdTesting
import ServiceKit
import TestSupport
import Testing

@Suite struct RequestTests {
    @Test(
        arguments: [
            (nil, 200), ("\"3\"", 200), ("*", 200), ("\"2\", \"3\"", 200), ("\"2\" , \"3\" ", 200), ("\"2\"", 412),
            ("3", 412), ("W/\"3\"", 412),
        ] as [(String?, Int)]
    )
    func aPreconditionHoldsForTheVersionThatWasSeen(tag: String?, status: Int) async throws {
        try await withRoutes { router in
            router.put("/thing") { request, _ in
                try Precondition(request).check(version: 3)
                return try Answer(version: 3, ["ok": true])
            }
        } _: { client in
            let answer = try await client.put("/thing", headers: tag.map { ["If-Match": $0] } ?? [:])
            #expect(answer.status == status)
            if status == 412 {
                #expect(answer.problemCode == "version-mismatch")
                #expect(answer["detail"]?.stringValue?.contains("3") == true)
            }
        }
    }

    @Test func aQueryIsDecodedOnce() async throws {
        try await withRoutes { router in
            router.get("/echo") { request, _ in
                let query = Query(request)
                return try Answer(["a": query.text("a") ?? "-", "b": query.text("b") ?? "-"])
            }
        } _: { client in
            let korean = try #require("서울/강남구".addingPercentEncoding(withAllowedCharacters: .alphanumerics))
            #expect(try await client.get("/echo?a=\(korean)&b=100%2525")["a"] == "서울/강남구")
            #expect(try await client.get("/echo?a=\(korean)&b=100%2525")["b"] == "100%25")
            #expect(try await client.get("/echo?a=&b")["a"] == "-")
            #expect(try await client.get("/echo?a=%FF%FE&b=1")["b"] == "1")
        }
    }

    @Test func aQueryIsCheckedLikeABody() async throws {
        try await withRoutes { router in
            router.get("/check") { request, _ in
                let query = Query(request)
                _ = try query.id("id", as: OrderID.self)
                _ = try query.integer("n", in: 1...10)
                _ = try query.choice("status", of: OrderStatus.self)
                return try Answer([:] as [String: String])
            }
        } _: { client in
            let good = try await client.get("/check?id=o1&n=10&status=PAID")
            #expect(good.status == 200)
            #expect(try await client.get("/check?id=a%2Fb").problemCode == "invalid-id")
            for query in ["n=0", "n=11", "n=x", "n=1.5", "status=paid", "status=%27"] {
                #expect(try await client.get("/check?\(query)").problemCode == "invalid-request")
            }
        }
    }

    @Test(
        arguments: [
            ("", 200), ("{}", 200), ("{\"a\":1}", 200), ("[]", 400), ("\"text\"", 400), ("null", 400), ("{", 400),
            ("{\"a\":1}}", 400),
            ("<xml/>", 400), ("a=1&b=2", 400), ("{\"a\":\"\\ud800\"}", 400),
        ]
    )
    func aBodyIsAJSONObject(body: String, status: Int) async throws {
        try await withBodyRoute { client in
            let answer = try await client.send("POST", "/things", body: body)
            #expect(answer.status == status)
            if status != 200 {
                #expect(answer.problemCode == "invalid-request")
                #expect(answer.header("Content-Type") == "application/problem+json")
            }
        }
    }

    @Test func aBodyMayHave64KB() async throws {
        try await withBodyRoute { client in
            let frame = "{\"a\":\"\"}".utf8.count
            let fits = "{\"a\":\"" + String(repeating: "x", count: 65_536 - frame) + "\"}"
            #expect(try await client.send("POST", "/things", body: fits).status == 200)
            let answer = try await client.send("POST", "/things", body: fits + " ")
            #expect(answer.status == 413)
            #expect(answer.problemCode == "too-large")
            let huge = try await client.send("POST", "/things", body: String(repeating: " ", count: 3_000_000))
            #expect(huge.status == 413)
        }
    }

    @Test func nestedBodiesCrashNothing() async throws {
        try await withBodyRoute { client in
            for depth in [100, 500, 600, 30_000] {
                let open = String(repeating: "{\"a\":", count: min(depth, 10_000))
                let close = String(repeating: "}", count: min(depth, 10_000))
                let objects = try await client.send("POST", "/things", body: open + "1" + close)
                #expect([200, 400].contains(objects.status))
                let lists =
                    "{\"a\":" + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}"
                #expect([200, 400].contains(try await client.send("POST", "/things", body: lists).status))
            }
        }
    }

    @Test(arguments: ["", String(repeating: "k", count: 129)])
    func anIdempotencyKeyHasABound(key: String) async throws {
        try await withBodyRoute { client in
            let answer = try await client.post("/things", headers: ["Idempotency-Key": key])
            #expect(answer.status == 400)
        }
    }

    private func withBodyRoute(_ body: @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        try await withRoutes { router in
            router.post("/things") { request, context in
                try Answer(["members": try await JSONBody(request, context).members.count])
            }
        } _: { client in
            try await body(client)
        }
    }
}
