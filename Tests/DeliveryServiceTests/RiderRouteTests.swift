import Contracts
import EventLog
import ServiceKit
import Storage
import TestSupport
import Testing

@testable import DeliveryService

@Suite struct RiderRouteTests {
    @Test func ridersAreRegisteredOnce() async throws {
        try await withDelivery { test in
            try await test.api { call in
                let body = "{\"id\":\"r9\",\"name\":\"박번개\",\"phone\":\"010-1234-5678\"}"
                let made = try await call("POST", "/riders", body)
                #expect(made.status == 201)
                #expect(made.headers["location"] == "/riders/r9")
                #expect(made.body["phone"] == .string("010****5678"))
                #expect(try await call("POST", "/riders", body).status == 200)
                let other = "{\"id\":\"r9\",\"name\":\"최바람\",\"phone\":\"01012345678\"}"
                #expect(try await call("POST", "/riders", other).code == "id-taken")
                let read = try await call("GET", "/riders/r9")
                #expect(!read.text.contains("01012345678"))
                #expect(read.headers["etag"] == "\"1\"")
                #expect(try await call("GET", "/riders/none").code == "not-found")
                for bad in [
                    "{}", "{\"name\":\"a\"}", "{\"name\":\"a\",\"phone\":\"x\"}", "[1]",
                    "{\"id\":\"a b\",\"name\":\"a\",\"phone\":\"01012345678\"}",
                ] {
                    #expect(try await call("POST", "/riders", bad).status == 400, "\(bad)")
                }
                let list = try await call("GET", "/riders?size=1")
                #expect(list.body["page"]?["totalElements"] == .integer(1))
                let contact = try await call("GET", "/internal/contacts/rider/r9")
                #expect(contact.body["phone"] == .string("01012345678"))
                #expect(try await call("GET", "/internal/contacts/rider/none").status == 404)
            }
            #expect(try await test.events() == [.riderRegistered])
            let data = try #require(try await test.core.log.events(after: 0, limit: 1).first).json
            #expect(!data.contains("5678"))
        }
    }

    @Test func samplesComeOnlyWhereThereIsNobody() async throws {
        try await withDelivery { test in
            try await test.service.addSamples()
            try await test.service.addSamples()
            #expect(try await test.events() == [.riderRegistered, .riderRegistered, .riderRegistered])
            #expect(try await test.service.contact(of: .rider, id: "r1")?.name == "박번개")
            #expect(try await test.service.contact(of: .customer, id: "r1") == nil)
            #expect(try await test.service.contact(of: .rider, id: "a/b") == nil)
        }
        try await withDelivery { test in
            try await test.register(Sample.holder)
            try await test.service.addSamples()
            #expect(try await test.events() == [.riderRegistered])
        }
    }
}
