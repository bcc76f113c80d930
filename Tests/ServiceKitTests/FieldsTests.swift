import Contracts
import ServiceKit
import Testing

@Suite struct FieldsTests {
    @Test func textIsTrimmedAndNeverEmpty() throws {
        var fields = try Fields(json: #"{"a":"  떡볶이 🍜\n","b":"   ","c":null,"d":42}"#)
        #expect(fields.optionalText("a") == "떡볶이 🍜")
        #expect(fields.optionalText("b") == nil)
        #expect(fields.optionalText("c") == nil)
        #expect(fields.optionalText("d") == "42")
        #expect(fields.optionalText("e") == nil)
        #expect(fields.complaints.isEmpty)
        #expect(fields.text("b") == "")
        #expect(fields.text("e") == "")
        #expect(Set(fields.complaints.keys) == ["/b", "/e"])
    }

    @Test(arguments: ["true", "1.5", "[]", "{}"])
    func whatIsNoText(json: String) throws {
        var fields = try Fields(json: "{\"a\":\(json)}")
        #expect(fields.text("a") == "")
        #expect(fields.complaints.count == 1)
        #expect(fields.code == .invalidRequest)
    }

    @Test func theLimitCountsCharactersAsAPersonTypesThem() throws {
        let members: [String: JSONValue] = ["fits": .string(String(repeating: "가", count: 500))]
        var fields = Fields(members)
        #expect(fields.optionalText("fits", limit: 500)?.count == 500)
        #expect(fields.complaints.isEmpty)
        var long = Fields([
            "a": .string(String(repeating: "🍜", count: 501)), "b": .string(String(repeating: "x", count: 10_000)),
        ])
        #expect(long.optionalText("a", limit: 500) == nil)
        #expect(long.text("b", limit: 500) == "")
        #expect(long.complaints == ["/a": "500자까지 쓸 수 있어요.", "/b": "500자까지 쓸 수 있어요."])
    }

    @Test(arguments: ["a\u{0}b", "a\u{1B}[31m", "\u{7F}b\u{7F}c", "a\u{85}b", "a\u{9F}b"])
    func controlCharactersAreRefused(text: String) throws {
        var fields = Fields(["a": .string("x" + text + "x")])
        #expect(fields.optionalText("a") == nil)
        #expect(fields.complaints == ["/a": "제어 문자는 쓸 수 없어요."])
    }

    @Test func linesAndFamiliesAreNone() throws {
        let text = "첫 줄\n\t둘째 줄 👨‍👩‍👧‍👦 e\u{301}"
        var fields = Fields(["a": .string(text)])
        #expect(fields.optionalText("a") == text)
    }

    @Test(arguments: [("7", 7), ("\" 7 \"", 7), ("7.0", 7), ("\"-3\"", -3), ("1e1", 10)])
    func wholeNumbersMayComeAsText(json: String, value: Int) throws {
        var fields = try Fields(json: "{\"a\":\(json)}")
        #expect(fields.optionalInteger("a", in: -10...10) == value)
        #expect(fields.complaints.isEmpty)
    }

    @Test(arguments: [
        "\"two\"", "\"\"", "\"2.5\"", "2.5", "true", "[]", "{}", "\"99999999999999999999\"", "1e300", "\"٣\"",
    ])
    func whatIsNoWholeNumber(json: String) throws {
        var fields = try Fields(json: "{\"a\":\(json)}")
        #expect(fields.integer("a", in: 1...100, default: 5) == 1)
        #expect(fields.complaints == ["/a": "정수로 적어 주세요."])
    }

    @Test func aNumberStaysInItsRange() throws {
        var fields = try Fields(json: #"{"low":0,"high":"1001","min":1,"max":1000}"#)
        #expect(fields.optionalInteger("low", in: 1...1000) == nil)
        #expect(fields.optionalInteger("high", in: 1...1000) == nil)
        #expect(fields.optionalInteger("min", in: 1...1000) == 1)
        #expect(fields.optionalInteger("max", in: 1...1000) == 1000)
        #expect(fields.integer("absent", in: 1...1000, default: 3) == 3)
        #expect(Set(fields.complaints.keys) == ["/low", "/high"])
        _ = fields.integer("absent", in: 1...1000)
        #expect(fields.complaints["/absent"] == "꼭 필요해요.")
    }

    @Test(arguments: [("37.5", 37.5), ("\"37.5\"", 37.5), ("37", 37), ("-0.5", -0.5)])
    func numbersMayComeAsText(json: String, value: Double) throws {
        var fields = try Fields(json: "{\"a\":\(json)}")
        #expect(fields.optionalNumber("a", in: -90...90) == value)
    }

    @Test(arguments: ["\"nan\"", "\"inf\"", "91", "\"\"", "false", "[1]"])
    func whatIsNoNumberInRange(json: String) throws {
        var fields = try Fields(json: "{\"a\":\(json)}")
        #expect(fields.optionalNumber("a", in: -90...90) == nil)
        #expect(fields.complaints.count == 1)
    }

    @Test func flags() throws {
        var fields = try Fields(json: #"{"a":true,"b":"false","c":null,"d":1,"e":"yes"}"#)
        #expect(fields.optionalFlag("a") == true)
        #expect(fields.optionalFlag("b") == false)
        #expect(fields.optionalFlag("c") == nil)
        #expect(fields.complaints.isEmpty)
        #expect(fields.optionalFlag("d") == nil)
        #expect(fields.optionalFlag("e") == nil)
        #expect(fields.complaints.count == 2)
    }

    @Test func idsAreCheckedAndNamedAsWhatIsWrong() throws {
        var fields = try Fields(json: #"{"good":"f-1","number":12,"bad":"a/b","empty":"","list":[]}"#)
        #expect(fields.id("good", as: FoodID.self) == FoodID(trusted: "f-1"))
        #expect(fields.optionalID("number", as: FoodID.self) == FoodID(trusted: "12"))
        #expect(fields.optionalID("absent", as: FoodID.self) == nil)
        #expect(fields.complaints.isEmpty)
        _ = fields.id("absent", as: FoodID.self)
        #expect(fields.code == .invalidRequest)
        for name in ["bad", "empty", "list"] { #expect(fields.optionalID(name, as: FoodID.self) == nil) }
        #expect(fields.code == .invalidID)
        #expect(Set(fields.complaints.keys) == ["/absent", "/bad", "/empty", "/list"])
    }

    @Test(
        arguments: [
            ("010-1234-5678", "01012345678"), ("+82 10 1234 5678", "01012345678"), ("02.123.4567", "021234567"),
            ("(031) 123-4567", "0311234567"),
        ]
    )
    func phoneNumbersBecomeDigits(text: String, digits: String) {
        var fields = Fields(["phone": .string(text)])
        #expect(fields.optionalPhone("phone") == digits)
    }

    @Test(arguments: ["112", "010-1234-567a", "0101234567890", "010１２３４５６７８", "010'; DROP"])
    func whatIsNoPhoneNumber(text: String) {
        var fields = Fields(["phone": .string(text)])
        #expect(fields.optionalPhone("phone") == nil)
        #expect(fields.complaints.count == 1)
    }

    @Test func eachObjectOfAListHasAPointerOfItsOwn() throws {
        var fields = try Fields(json: #"{"items":[{"n":1},7,{"n":"x"},{"n":99,"id":"a b"}]}"#)
        for var item in fields.objects("items", limit: 4) {
            _ = item.integer("n", in: 1...9)
            _ = item.optionalID("id", as: FoodID.self)
            fields.absorb(item)
        }
        #expect(Set(fields.complaints.keys) == ["/items/1", "/items/2/n", "/items/3/n", "/items/3/id"])
        #expect(fields.code == .invalidID)
    }

    @Test(arguments: ["[]", "[{},{},{}]", "{}", "7", "null"])
    func aListIsNeitherEmptyNorTooLong(json: String) throws {
        var fields = try Fields(json: "{\"items\":\(json)}")
        #expect(fields.objects("items", limit: 2).isEmpty)
        #expect(Set(fields.complaints.keys) == ["/items"])
    }

    @Test func theCallerHearsEverythingAtOnce() throws {
        var fields = try Fields(json: #"{"quantity":0}"#)
        _ = fields.id("customerId", as: CustomerID.self)
        _ = fields.integer("quantity", in: 1...10)
        _ = fields.text("address")
        #expect(throws: Problem.self) { try fields.check() }
        #expect(fields.complaints.count == 3)
    }
}
