import Contracts
import HTTPTypes
import ServiceKit
import Storage
import Testing

@testable import StoreService

@Suite struct FoodRoutesTests {
    @Test func foodIsRegisteredAndTextNumbersAreTaken() async throws {
        try await withStoreClient { client in
            let made = try await client.ask(
                .post,
                "/foods",
                #"{"id":"f9","name":"라면","price":"4000","count":"10","storeId":"s1","score":5}"#
            )
            #expect(made.status == 201)
            #expect(made.body["price"] == .integer(4000))
            #expect(made.body["count"] == .integer(10))
            #expect(made.body["score"] == .integer(0))
            #expect(made.headers[.eTag] == "\"1\"")
            #expect(try await client.fixture.emitted().map(\.type) == [.foodRegistered])
        }
    }

    @Test func foodOfAnUnknownStoreRegistersABareStoreThatItsOwnerCompletes() async throws {
        try await withStoreClient { client in
            let food = try await client.ask(.post, "/foods", #"{"name":"라면","count":1,"storeId":"s77"}"#)
            #expect(food.body["price"] == .integer(0))
            #expect(try await client.ask(.get, "/stores/s77").body["name"] == .string("s77"))
            #expect(try await client.fixture.emitted().map(\.type) == [.storeRegistered, .foodRegistered])
            let store = try await client.ask(.post, "/stores", #"{"id":"s77","name":"라면집","address":"서울 강남구 역삼동"}"#)
            #expect(store.status == 201)
            #expect(store.body["version"] == .integer(2))
            let other = try await client.ask(.post, "/stores", #"{"id":"s77","name":"빵집","address":"서울 강남구 역삼동"}"#)
            #expect(other.status == 409)
        }
    }

    @Test func sameFoodAgainIsTheSameEvenAfterSomeWasSold() async throws {
        try await withStoreClient { client in
            let body = #"{"id":"f9","name":"라면","price":4000,"count":10,"storeId":"s1"}"#
            #expect(try await client.ask(.post, "/foods", body).status == 201)
            _ = try await client.fixture.service.reserve(OrderData.sample(food: "f9", quantity: 4).request)
            let again = try await client.ask(.post, "/foods", body)
            #expect(again.status == 200)
            #expect(again.body["count"] == .integer(6))
            let other = #"{"id":"f9","name":"라면","price":4000,"count":11,"storeId":"s1"}"#
            #expect(try await client.ask(.post, "/foods", other).code == "id-taken")
        }
    }

    @Test func idempotencyKeyMakesOneFood() async throws {
        try await withStoreClient { client in
            let key: HTTPFields = [HTTPField.Name("Idempotency-Key")!: "k1"]
            let body = #"{"name":"라면","count":1,"storeId":"s1"}"#
            let first = try await client.ask(.post, "/foods", body, headers: key)
            let second = try await client.ask(.post, "/foods", body, headers: key)
            #expect(first.status == 201 && second.status == 201)
            #expect(first.body == second.body)
            let other = try await client.ask(.post, "/foods", #"{"name":"빵","count":1,"storeId":"s1"}"#, headers: key)
            #expect(other.code == "idempotency-key-reused")
            #expect(try await client.fixture.emitted(.foodRegistered).count == 1)
        }
    }

    @Test func changeIsNewsOnceAndGuardedByTheVersion() async throws {
        try await withStoreClient { client in
            let stale: HTTPFields = [.ifMatch: "\"7\""]
            let refused = try await client.ask(.patch, "/foods/f1", #"{"price":5000}"#, headers: stale)
            #expect(refused.code == "version-mismatch")
            let changed = try await client.ask(
                .patch,
                "/foods/f1",
                #"{"price":5000,"count":0}"#,
                headers: [.ifMatch: "\"1\""]
            )
            #expect(changed.status == 200)
            #expect(changed.body["version"] == .integer(2))
            #expect(try await client.ask(.patch, "/foods/f1", #"{"price":5000}"#).body == changed.body)
            let events = try await client.fixture.emitted()
            #expect(events.map(\.type) == [.foodChanged])
            #expect(try events.first?.decode(FoodData.self).price == 5000)
        }
    }

    @Test(arguments: [
        #"{"price":-1}"#, #"{"price":100000001}"#, #"{"count":-1}"#, #"{"count":1000001}"#, #"{"count":"many"}"#,
        #"{"storeId":"s2"}"#, #"{"name":["가"]}"#, "nonsense",
    ]) func badChangeIsRefused(body: String) async throws {
        try await withStoreClient { client in
            let answer = try await client.ask(.patch, "/foods/f1", body)
            #expect(answer.status == 400)
            #expect(try await client.fixture.food(.named("f1"))?.version == 1)
        }
    }

    @Test(arguments: [
        (#"{"name":"라면","count":1}"#, "invalid-request"), (#"{"count":1,"storeId":"s1"}"#, "invalid-request"),
        (#"{"name":"라면","storeId":"s1"}"#, "invalid-request"),
        (#"{"name":"라면","count":-1,"storeId":"s1"}"#, "invalid-request"),
        (#"{"name":"라면","count":1,"storeId":"s#1"}"#, "invalid-id"),
    ]) func badFoodIsRefused(body: String, code: String) async throws {
        try await withStoreClient { client in
            let answer = try await client.ask(.post, "/foods", body)
            #expect(answer.status == 400)
            #expect(answer.code == code)
            #expect(try await client.fixture.emitted().isEmpty)
        }
    }

    @Test func foodsAreListedByStoreAndSorted() async throws {
        try await withStoreClient { client in
            for (number, score) in [5, 4, 4].enumerated() {
                try await client.fixture.core.database.write {
                    try FoodTable.rate(.named("f2"), score: score, in: $0)
                    if number == 0 { try FoodTable.countOrder(of: .named("f3"), in: $0) }
                }
            }
            func names(_ query: String) async throws -> [String] {
                try await client.ask(.get, "/foods?storeId=s1&\(query)").items("foods")
                    .compactMap { $0["id"]?.stringValue }
            }
            #expect(try await names("sort=price") == ["f2", "f1", "f3"])
            #expect(try await names("sort=name") == ["f2", "f1", "f3"])
            #expect(try await names("sort=score,desc").first == "f2")
            #expect(try await names("sort=orders,desc").first == "f3")
            let rated = try await client.ask(.get, "/foods/f2")
            #expect(rated.body["score"] == .number(4.33))
            #expect(rated.body["ratings"] == .integer(3))
            #expect(try await client.ask(.get, "/foods/none").code == "not-found")
            #expect(try await client.ask(.get, "/foods?storeId=a%23").code == "invalid-id")
        }
    }
}
