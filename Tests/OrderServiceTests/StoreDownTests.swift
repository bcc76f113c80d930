import Contracts
import TestSupport
import Testing

@testable import OrderService

@Suite struct StoreDownTests {
    @Test func aStoreThatHangsIsWaitedForAMoment() async throws {
        try await withShop { shop in
            try await shop.learnMenu()
            shop.desk.mood = .hanging
            let start = ContinuousClock.now
            let answer = try await shop.place()
            let waited = ContinuousClock.now - start
            #expect(answer.status == 201)
            #expect(answer["availability"] == "UNVERIFIED")
            #expect(answer["amount"] == 9000)
            #expect(answer["storeName"] == "역삼분식")
            #expect(waited >= .milliseconds(300) && waited < .seconds(5))
        }
    }

    @Test func afterFiveFailuresNobodyWaitsAndATrialComesEveryTwoSeconds() async throws {
        try await withShop { shop in
            try await shop.learnMenu()
            shop.desk.mood = .throwing
            for _ in 0..<8 { #expect(try await shop.place()["availability"] == "UNVERIFIED") }
            #expect(shop.desk.requests.count == 5)

            shop.clock.advance(by: .milliseconds(1999))
            #expect(try await shop.place()["availability"] == "UNVERIFIED")
            #expect(shop.desk.requests.count == 5)

            shop.clock.advance(by: .milliseconds(1))
            for _ in 0..<3 { #expect(try await shop.place()["availability"] == "UNVERIFIED") }
            #expect(shop.desk.requests.count == 6)

            shop.desk.mood = .holding
            shop.clock.advance(by: .seconds(2))
            for _ in 0..<3 { #expect(try await shop.place()["availability"] == "VERIFIED") }
            #expect(shop.desk.requests.count == 9)
        }
    }

    @Test func aRefusalIsAnAnswerAndNoFailure() async throws {
        try await withShop { shop in
            shop.desk.mood = .refusing(Problem(.foodNotOrderable, "품절이에요."))
            for _ in 0..<10 {
                let answer = try await shop.place()
                #expect(answer.status == 422)
            }
            #expect(shop.desk.requests.count == 10)
        }
    }

    @Test func aStoreThatFailsInsideCountsAsDown() async throws {
        try await withShop { shop in
            try await shop.learnMenu()
            shop.desk.mood = .refusing(Problem(.internal, "고장"))
            for _ in 0..<6 { #expect(try await shop.place()["availability"] == "UNVERIFIED") }
            #expect(shop.desk.requests.count == 5)
        }
    }

    @Test(arguments: ["f9", "f2"])
    func whatTheMenuDoesNotHaveLeavesNoTrace(food: String) async throws {
        try await withShop { shop in
            try await shop.learnMenu()
            shop.desk.mood = .throwing
            let answer = try await shop.place(["foodId": .string(food)], headers: ["Idempotency-Key": "k"])
            #expect(answer.status == 422)
            #expect(answer.problemCode == "food-not-orderable")
            #expect(try await shop.traces() == [:])
        }
    }

    @Test func oneOrderIsOfOneStore() async throws {
        try await withShop { shop in
            try await shop.learnMenu()
            try await shop.hear(
                .foodChanged,
                FoodData(
                    foodId: FoodID(trusted: "f4"),
                    storeId: StoreID(trusted: "s2"),
                    storeName: "홍대치킨",
                    name: "후라이드치킨",
                    price: 18_000,
                    count: 3,
                    version: 1
                )
            )
            shop.desk.mood = .throwing
            let both: JSONValue = [["foodId": "f1"], ["foodId": "f4"]]
            let answer = try await shop.place(["foodId": .null, "quantity": .null, "items": both])
            #expect(answer.problemCode == "food-not-orderable")
            // A store that was never heard of cannot be sold from.
            #expect(try await shop.place(["foodId": "f4"]).problemCode == "food-not-orderable")
            #expect(try await shop.traces() == [:])
        }
    }

    @Test func theMenuFollowsTheStore() async throws {
        try await withShop { shop in
            try await shop.learnMenu()
            shop.desk.mood = .throwing
            var food = FoodData(
                foodId: FoodID(trusted: "f2"),
                storeId: StoreID(trusted: "s1"),
                storeName: "역삼분식",
                name: "참치김밥",
                price: 4000,
                count: 5,
                version: 2
            )
            try await shop.hear(.foodChanged, food)
            #expect(try await shop.place(["foodId": "f2"])["amount"] == 8000)
            food.count = 0
            try await shop.hear(.foodChanged, food)
            #expect(try await shop.place(["foodId": "f2"]).status == 422)
        }
    }

    @Test func theStatusIsAnsweredThoughNobodyElseIsThere() async throws {
        try await withShop { shop in
            try await shop.learnMenu()
            shop.desk.mood = .throwing
            try await shop.paid()
            let answer = try await shop.api.get("/orderStatuses/o1")
            #expect(answer.status == 200)
            #expect(answer["status"] == "PAID")
        }
    }
}
