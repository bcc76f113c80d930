import Contracts
import Hummingbird
import HummingbirdTesting
import ServiceKit
import Storage
import TestSupport
import Testing

@Suite struct ListTests {
    private static let migration = Migration(
        "thing-1",
        ["CREATE TABLE thing (id TEXT PRIMARY KEY, kind TEXT, size BIGINT)"]
    )

    /// 45 things, every third one red, two of each size.
    private func withThings(_ body: @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        try await withDatabase([Self.migration]) { database in
            try await database.write { transaction in
                for number in 10..<55 {
                    try transaction.execute(
                        "INSERT INTO thing (id, kind, size) VALUES ($1, $2, $3)",
                        [.text("t\(number)"), .text(number % 3 == 0 ? "red" : "blue"), .integer(Int64(number / 2))]
                    )
                }
            }
            try await withRoutes { router in
                router.get("/things") { request, _ in
                    let query = Query(request)
                    var listing = Listing("thing")
                    listing.filter("kind", query.text("kind"))
                    if let size = try query.integer("above", in: 0...100) {
                        listing.filter("size > ?", .integer(Int64(size)))
                    }
                    let page = try PageRequest(request, sortable: ["size": "size"], fallback: ("id", false))
                    let (items, total) = try await database.read { [listing] in
                        try listing.fetch(page, key: "id", in: $0) { $0.text("id") }
                    }
                    return try Answer(Page("things", items, total: total, page: page, request: request))
                }
            } _: {
                try await body($0)
            }
        }
    }

    @Test func theFirstPageHasTwenty() async throws {
        try await withThings { client in
            let answer = try await client.get("/things")
            #expect(answer.status == 200)
            #expect(answer.header("Content-Type") == "application/hal+json")
            #expect(answer["_embedded", "things"]?.arrayValue?.count == 20)
            #expect(answer["page"] == ["size": 20, "totalElements": 45, "totalPages": 3, "number": 0])
            #expect(answer["_links", "self", "href"] == "/things")
            #expect(answer["_links", "next", "href"] == "/things?page=1")
            #expect(answer["_links", "last", "href"] == "/things?page=2")
            #expect(answer["_links", "prev"] == nil)
        }
    }

    @Test func theLinksLeadThroughEverythingOnce() async throws {
        try await withThings { client in
            var seen: [JSONValue] = []
            var path: String? = "/things?kind=blue&size=7&sort=size,desc"
            while let here = path {
                let answer = try await client.get(here)
                seen += answer["_embedded", "things"]?.arrayValue ?? []
                path = answer["_links", "next", "href"]?.stringValue
            }
            let expected = (10..<55).filter { $0 % 3 != 0 }.sorted { ($0 / 2, $0) > ($1 / 2, $1) }
            #expect(seen == expected.map { .string("t\($0)") })
        }
    }

    @Test func conditionsAreAllHeld() async throws {
        try await withThings { client in
            let answer = try await client.get("/things?kind=red&above=25")
            #expect(answer["_embedded", "things"] == ["t54"])
            #expect(try await client.get("/things?kind=%27%20OR%201=1")["page", "totalElements"] == 0)
        }
    }

    @Test func anEmptyListIsAListToo() async throws {
        try await withThings { client in
            let answer = try await client.get("/things?kind=green")
            #expect(answer["_embedded", "things"] == [])
            #expect(answer["page"] == ["size": 20, "totalElements": 0, "totalPages": 0, "number": 0])
            let beyond = try await client.get("/things?page=99")
            #expect(beyond["_embedded", "things"] == [])
            #expect(beyond["_links", "next"] == nil)
            #expect(beyond["_links", "prev", "href"] == "/things?page=98")
        }
    }

    @Test(
        arguments: [
            "size=0", "size=1001", "size=-1", "size=x", "page=-1", "page=x", "page=99999999999999999999",
            "sort=id%3BDROP", "sort=kind",
            "sort=size,up", "sort=size,desc,asc", "sort=,",
        ]
    )
    func whatIsNoPage(query: String) async throws {
        try await withThings { client in
            let answer = try await client.get("/things?\(query)")
            #expect(answer.status == 400)
            #expect(answer.problemCode == "invalid-request")
        }
    }

    @Test func theBoundsAreAllowed() async throws {
        try await withThings { client in
            let all = try await client.get("/things?size=1000&sort=size,asc")
            #expect(all["_embedded", "things"]?.arrayValue?.count == 45)
            #expect(try await client.get("/things?size=1&page=44")["_embedded", "things"] == ["t54"])
        }
    }
}
