import Contracts
import Testing

@Suite struct JSONValueTests {
    @Test func readsEveryKind() throws {
        let value = try JSON.decode(
            JSONValue.self,
            from:
                #"{"null":null,"yes":true,"whole":42,"part":1.5,"huge":100000000000000000000,"text":"떡볶이","list":[1,"2",[]],"object":{}}"#
        )
        #expect(
            value
                == .object([
                    "null": .null, "yes": .bool(true), "whole": .integer(42), "part": .number(1.5),
                    "huge": .number(1e20),
                    "text": .string("떡볶이"), "list": .array([.integer(1), .string("2"), .array([])]),
                    "object": .object([:]),
                ])
        )
        #expect(value["text"]?.stringValue == "떡볶이")
        #expect(value["absent"] == nil)
    }

    @Test func goesOverTheWireUnchanged() throws {
        let text = #"{"a":[null,false,-7,2.25,"\"\\ 한글 🍜"],"b":{"c":37.500123,"d":9007199254740993}}"#
        #expect(try JSON.text(JSON.decode(JSONValue.self, from: text)) == text)
    }

    @Test(arguments: ["", "{", "{\"a\":}", "[1,,2]", "nul", "{\"a\":1}x"])
    func refusesWhatIsNoJSON(text: String) {
        #expect(throws: (any Error).self) { try JSON.decode(JSONValue.self, from: text) }
    }

    /// Nested as deep as a body may be long: an error, never a crash.
    @Test func bearsAnyDepth() {
        let depth = 32_000
        let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        #expect(throws: (any Error).self) { try JSON.decode(JSONValue.self, from: text) }
        let bearable = String(repeating: "[", count: 400) + String(repeating: "]", count: 400)
        #expect(throws: Never.self) { try JSON.decode(JSONValue.self, from: bearable) }
    }
}

@Suite struct ProblemTests {
    /// The contract's list of codes.
    @Test func theCodesAreTheContracts() {
        let table = [
            "invalid-request": 400, "invalid-id": 400, "unauthorized": 401, "payment-declined": 402, "forbidden": 403,
            "not-found": 404, "illegal-transition": 409, "already-claimed": 409, "id-taken": 409,
            "version-mismatch": 412,
            "too-large": 413, "food-not-orderable": 422, "idempotency-key-reused": 422, "rate-limited": 429,
            "internal": 500,
            "unavailable": 503,
        ]
        #expect(Dictionary(uniqueKeysWithValues: ProblemCode.allCases.map { ($0.rawValue, $0.httpStatus) }) == table)
        #expect(Set(ProblemCode.allCases.map(\.title)).count == table.count)
    }

    @Test func travelsAsJSON() throws {
        var problem = Problem(
            .illegalTransition,
            "지금은 할 수 없어요.",
            errors: [.init(pointer: "/status", message: "조리 중이에요.")],
            currentStatus: "COOKING",
            allowed: ["finish-cook"]
        )
        problem.instance = "/storeOrders/o1/accept"
        #expect(try JSON.decode(Problem.self, from: JSON.data(problem)) == problem)
        #expect(problem.type == "urn:baedal:problem:illegal-transition")
        #expect(problem.status == 409)
    }
}

@Suite struct StatusTests {
    @Test func everyStatusHasAKoreanTextOfItsOwn() {
        #expect(Set(OrderStatus.allCases.map(\.text)).count == 13)
    }

    @Test func theEndsAreTheContracts() {
        #expect(OrderStatus.allCases.filter(\.isEnd) == [.completed, .expired, .cancelled, .rejected])
        #expect(StoreOrderStatus.allCases.filter(\.isEnd) == [.cooked, .rejected, .cancelled])
        #expect(DeliveryStatus.allCases.filter(\.isEnd) == [.delivered, .cancelled])
    }
}

@Suite struct SnapshotTests {
    /// The board shows where, never to whom.
    @Test func theBoardHoldsNoStreetAddressAndNoCustomer() throws {
        let delivery = DeliveryData(
            deliveryId: DeliveryID(trusted: "d1"),
            orderId: OrderID(trusted: "o1"),
            storeId: StoreID(trusted: "s1"),
            storeName: "역삼분식",
            customerId: CustomerID(trusted: "c-secret"),
            status: .open,
            version: 3,
            origin: Place(address: "테헤란로 123", region: .unknown, lat: 37.5, lon: 127.03),
            destination: Place(address: "역삼동 999-9", region: .unknown),
            items: 2,
            fee: 3500,
            distanceMeters: 1200
        )
        let text = try JSON.text(OpenDeliverySnapshot(delivery))
        for secret in ["c-secret", "999-9", "테헤란로", "address", "customer"] { #expect(!text.contains(secret)) }
        #expect(text.contains(#""fee":3500"#))
    }
}
