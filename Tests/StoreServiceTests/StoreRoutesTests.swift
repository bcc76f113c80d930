import Contracts
import HTTPTypes
import Testing

@testable import StoreService

@Suite struct StoreRoutesTests {
    @Test func storeIsRegisteredWithItsRegionAndNoPhone() async throws {
        try await withStoreClient { client in
            let made = try await client.ask(
                .post,
                "/stores",
                #"{"id":"s9","name":"정자분식","address":"경기 수원시 장안구 정자동 1","phone":"010-1234-5678","version":9}"#
            )
            #expect(made.status == 201)
            #expect(made.headers[.location] == "/stores/s9")
            #expect(made.body["region"] == .string("경기/수원시-장안구/정자동"))
            #expect(made.body["phone"] == .string("010****5678"))
            #expect(made.body["version"] == .integer(1))
            let shown = try await client.ask(.get, "/stores/s9")
            #expect(shown.body == made.body)
            let events = try await client.fixture.emitted()
            #expect(events.map(\.type) == [.storeRegistered])
            #expect(!events.contains { $0.json.contains("5678") })
        }
    }

    @Test func sameStoreAgainIsTheSameAnotherIsTaken() async throws {
        try await withStoreClient { client in
            let body = #"{"id":"s9","name":"가","address":"서울 강남구 역삼동"}"#
            #expect(try await client.ask(.post, "/stores", body).status == 201)
            #expect(try await client.ask(.post, "/stores", body).status == 200)
            let other = try await client.ask(.post, "/stores", #"{"id":"s9","name":"나","address":"서울 강남구 역삼동"}"#)
            #expect(other.status == 409)
            #expect(other.code == "id-taken")
            #expect(try await client.fixture.emitted(.storeRegistered).count == 1)
        }
    }

    @Test func addressThatCannotBePlacedIsTakenAsUnknown() async throws {
        try await withStoreClient { client in
            let made = try await client.ask(.post, "/stores", #"{"name":"가","address":"아틀란티스 1번지"}"#)
            #expect(made.status == 201)
            #expect(made.body["region"] == .string("unknown/unknown/unknown"))
        }
    }

    @Test(arguments: [
        (#"{"address":"서울"}"#, "invalid-request"), (#"{"name":"가"}"#, "invalid-request"),
        (#"{"id":"a/b","name":"가","address":"서울"}"#, "invalid-id"), ("[]", "invalid-request"), ("{", "invalid-request"),
        (#"{"name":"가","address":"서울","phone":"12"}"#, "invalid-request"),
        (#"{"name":{"a":1},"address":"서울"}"#, "invalid-request"),
    ]) func badStoreIsRefused(body: String, code: String) async throws {
        try await withStoreClient { client in
            let answer = try await client.ask(.post, "/stores", body)
            #expect(answer.status == 400)
            #expect(answer.code == code)
            #expect(try await client.fixture.emitted().isEmpty)
        }
    }

    @Test func storesAreListedByPages() async throws {
        try await withStoreClient { client in
            let page = try await client.ask(.get, "/stores?size=2&sort=name,desc")
            #expect(page.items("stores").compactMap { $0["name"]?.stringValue } == ["홍대치킨", "역삼분식"])
            #expect(page.body["page"]?["totalElements"] == .integer(3))
            #expect(try await client.ask(.get, "/stores?sort=phone").status == 400)
            #expect(try await client.ask(.get, "/stores/none").status == 404)
            #expect(try await client.ask(.get, "/stores/a%2Fb").status == 400)
        }
    }

    @Test func otherServicesReachAStore() async throws {
        try await withStoreClient { client in
            let contact = try await client.ask(.get, "/internal/contacts/store/s1")
            #expect(contact.body["name"] == .string("역삼분식"))
            #expect(contact.body["phone"] == .string("0200000001"))
            #expect(try await client.ask(.get, "/internal/contacts/store/none").status == 404)
            #expect(try await client.fixture.service.contact(of: .rider, id: "s1") == nil)
            #expect(try await client.fixture.service.contact(of: .store, id: "a/b") == nil)
        }
    }

    @Test func otherServicesReserveFood() async throws {
        try await withStoreClient { client in
            let body = #"{"orderId":"o1","items":[{"foodId":"f1","quantity":2}]}"#
            let answer = try await client.ask(.put, "/internal/reservations/o1", body)
            #expect(answer.status == 200)
            let remote = try JSON.decode(Reservation.self, from: JSON.text(answer.body))
            let local = try await client.fixture.service.reserve(OrderData.sample().request)
            #expect(remote == local)
            #expect(try await client.fixture.count(of: .named("f1")) == 98)
            #expect(try await client.ask(.put, "/internal/reservations/o2", body).status == 400)
            #expect(try await client.ask(.put, "/internal/reservations/o2", "{}").status == 400)
            let short = #"{"orderId":"o2","items":[{"foodId":"f1","quantity":999}]}"#
            #expect(try await client.ask(.put, "/internal/reservations/o2", short).code == "food-not-orderable")
        }
    }
}
