import Contracts
import HTTPTypes
import ServiceKit
import Storage
import TestSupport
import Testing

@testable import NotificationService

@Suite struct CustomerRoutesTests {
    @Test func `A customer is registered, and the phone comes out masked`() async throws {
        try await withNotifications { (test) async throws -> Void in
            try await test.serve { (http) async throws -> Void in
                let made = try await http.post("/customers", #"{"id":"c9","name":"이바다","phone":"+82 10-2345-6789"}"#)
                #expect(made.status == 201)
                #expect(made.headers[.location] == "/customers/c9")
                #expect(made.headers[.eTag] == "\"1\"")
                let read = try await http.get("/customers/c9")
                #expect(read.json == made.json)
                #expect(read["name"] == .string("이바다"))
                #expect(read["phone"] == .string("010****6789"))
                #expect(read["muted"] == .bool(false))
                #expect(read["_links"]?["self"]?["href"] == .string("/customers/c9"))
            }
            let stored = try await test.core.database.read { try CustomerTable.find(CustomerID("c9")!, in: $0) }
            #expect(stored?.phone?.digits == "01023456789")
        }
    }

    @Test func `An id that exists is answered where the content is the same, and refused where it is not`() async throws
    {
        try await withNotifications { (test) async throws -> Void in
            try await test.serve { (http) async throws -> Void in
                let same = try await http.post("/customers", #"{"id":"c1","name":"김하늘","phone":"010-1234-5678"}"#)
                #expect(same.status == 200)
                let other = try await http.post("/customers", #"{"id":"c1","name":"김바다","phone":"010-1234-5678"}"#)
                #expect(other.status == 409)
                #expect(other["code"] == .string("id-taken"))
            }
        }
    }

    @Test func `A key makes one customer however often it is sent`() async throws {
        try await withNotifications { (test) async throws -> Void in
            try await test.serve { (http) async throws -> Void in
                let first = try await http.post("/customers", #"{"name":"정노을"}"#, key: "k1")
                let second = try await http.post("/customers", #"{"name":"정노을"}"#, key: "k1")
                #expect(first.status == 201 && second.status == 201)
                #expect(first.json == second.json)
                #expect(try await http.post("/customers", #"{"name":"다른 사람"}"#, key: "k1").status == 422)
            }
        }
    }

    @Test(arguments: [
        (#"{"phone":"010-1234-5678"}"#, "/name"), (#"{"name":"가","phone":"전화"}"#, "/phone"),
        (#"{"name":"가","phone":"123"}"#, "/phone"), (#"{"name":"가","muted":"maybe"}"#, "/muted"),
        (#"{"name":{"a":1}}"#, "/name"), (#"{"id":"a/b","name":"가"}"#, "/id"),
    ])
    func `What is wrong is named`(body: String, pointer: String) async throws {
        try await withNotifications { (test) async throws -> Void in
            try await test.serve { (http) async throws -> Void in
                let reply = try await http.post("/customers", body)
                #expect(reply.status == 400)
                guard case .array(let errors)? = reply["errors"] else {
                    Issue.record("no errors")
                    return
                }
                #expect(errors.map { $0["pointer"] } == [.string(pointer)])
            }
        }
    }

    @Test func `PATCH changes what it names and leaves the rest`() async throws {
        try await withNotifications { (test) async throws -> Void in
            try await test.serve { (http) async throws -> Void in
                let muted = try await http.patch("/customers/c1", #"{"muted":true}"#, ifMatch: "\"1\"")
                #expect(muted.status == 200)
                #expect(muted["muted"] == .bool(true))
                #expect(muted["phone"] == .string("010****5678"))
                #expect(muted["version"] == .integer(2))
                #expect(try await http.patch("/customers/c1", #"{"muted":false}"#, ifMatch: "\"1\"").status == 412)
                #expect(try await http.patch("/customers/c1", #"{"muted":true}"#)["version"] == .integer(2))
                let forgotten = try await http.patch("/customers/c1", #"{"phone":null,"name":"새 이름"}"#)
                #expect(forgotten["phone"] == nil)
                #expect(forgotten["name"] == .string("새 이름"))
                #expect(try await http.patch("/customers/c1", #"{"name":null}"#).status == 400)
                #expect(try await http.patch("/customers/nobody", "{}").status == 404)
                #expect(try await http.get("/customers/nobody")["code"] == .string("not-found"))
            }
        }
    }

    @Test func `The list has pages, and samples are added to an empty table alone`() async throws {
        try await withNotifications { (test) async throws -> Void in
            try await test.service.addSamples()
            try await test.serve { (http) async throws -> Void in
                let page = try await http.get("/customers?size=2&sort=name")
                #expect(page.embedded("customers").count == 2)
                #expect(page["page"]?["totalElements"] == .integer(3))
                #expect(try await http.get("/customers?sort=phone").status == 400)
            }
            try await test.core.database.write { _ = try $0.execute("DELETE FROM customer") }
            try await test.service.addSamples()
            try await test.serve { (http) async throws -> Void in
                #expect(try await http.get("/customers/c1")["name"] == .string("김하늘"))
            }
        }
    }

    @Test func `A deleted customer is forgotten, number and all, and what waits for them ends`() async throws {
        try await withNotifications { (test) async throws -> Void in
            try await test.consume(Samples.event(.orderPaid))
            try await test.drain()
            try await test.consume(Samples.event(.orderRefunded))
            try await test.serve { (http) async throws -> Void in
                #expect(try await http.delete("/customers/c1").status == 204)
                #expect(try await http.delete("/customers/c1").status == 204)
                #expect(try await http.get("/customers/c1").status == 404)
                #expect(try await http.delete("/customers/nobody").status == 404)
                let list = try await http.get("/customers")
                #expect(list.embedded("customers").allSatisfy { $0["id"] != .string("c1") })
            }
            let records = try await test.records()
            #expect(records.map(\.status) == [.delivered, .failed])
            #expect(records[1].resultCode == "CUSTOMER_DELETED" && records[1].reason != nil)
            #expect(records.allSatisfy { $0.phone == nil })
            try await test.consume(Samples.event(.orderCancelled))
            let last = try #require(try await test.records().first { $0.eventType == .orderCancelled })
            #expect(last.status == .failed && last.resultCode == "NO_RECIPIENT")
            try await test.serve { (http) async throws -> Void in
                let again = try await http.post("/customers", #"{"id":"c1","name":"새사람","phone":"01011112222"}"#)
                #expect(again.status == 201)
                #expect(try await http.get("/customers/c1")["name"] == .string("새사람"))
            }
        }
    }
}
