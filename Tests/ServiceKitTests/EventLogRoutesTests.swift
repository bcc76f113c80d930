import Contracts
import EventLog
import HummingbirdTesting
import ServiceKit
import Storage
import TestSupport
import Testing

@Suite struct EventLogRoutesTests {
    private func withLog(of count: Int, _ body: @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        try await withTestCore(.store, migrations: []) { core in
            try await core.database.write { transaction in
                let events = (0..<count).map { NewEvent(.foodChanged, subject: "f\($0)", data: ["name": "떡볶이 \($0)"]) }
                try core.log.append(events, cause: .own("test"), at: core.clock.now, in: transaction)
            }
            try await withRoutes {
                EventLogRoutes(log: core.log).add(to: $0)
            } _: {
                try await body($0)
            }
        }
    }

    @Test func theLinksLeadThroughTheWholeLog() async throws {
        try await withLog(of: 25) { client in
            var sequences: [String] = []
            var path: String? = "/events/store?limit=10"
            while let here = path {
                let answer = try await client.get(here)
                #expect(answer.status == 200)
                for event in answer["_embedded", "events"]?.arrayValue ?? [] {
                    #expect(event["specversion"] == "1.0")
                    #expect(event["source"] == "/baedal/store")
                    #expect(event["data"]?["name"]?.stringValue?.hasPrefix("떡볶이") == true)
                    sequences.append(try #require(event["sequence"]?.stringValue))
                }
                path = answer["_links", "next", "href"]?.stringValue
            }
            #expect(sequences == (1...25).map { String(repeating: "0", count: $0 < 10 ? 17 : 16) + "\($0)" })
        }
    }

    @Test func withoutParametersItStartsAtTheStart() async throws {
        try await withLog(of: 120) { client in
            let answer = try await client.get("/events/store")
            #expect(answer["_embedded", "events"]?.arrayValue?.count == 100)
            #expect(answer["_links", "next", "href"] == "/events/store?after=100&limit=100")
            #expect(try await client.get("/events/store?after=120")["_embedded", "events"] == [])
            // The zero-padded form, as it stands in an event.
            let padded = try await client.get("/events/store?after=000000000000000118")
            #expect(padded["_embedded", "events"]?.arrayValue?.count == 2)
        }
    }

    @Test(arguments: [
        "after=-1", "after=x", "after=1.5", "limit=0", "limit=1001", "limit=x", "after=99999999999999999999",
    ])
    func whatIsNoPlaceInTheLog(query: String) async throws {
        try await withLog(of: 1) { client in
            let answer = try await client.get("/events/store?\(query)")
            #expect(answer.status == 400)
            #expect(answer.problemCode == "invalid-request")
        }
    }

    @Test func anotherContextIsNotHere() async throws {
        try await withLog(of: 1) { client in
            let answer = try await client.get("/events/order")
            #expect(answer.status == 404)
        }
    }
}
