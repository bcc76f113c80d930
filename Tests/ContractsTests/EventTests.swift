import Contracts
import Foundation
import Testing

@Suite struct EventTests {
    private static let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

    private static let accepted = Event(
        id: "e1",
        type: .orderAccepted,
        subject: "o1",
        time: Timestamp(milliseconds: 1_795_338_000_123),
        sequence: 4711,
        correlationID: "o1",
        causationID: "r-9",
        traceparent: trace,
        body: .data(#"{"name":"역삼\"분식\" 🍜"}"#)
    )

    @Test func isWrittenInTheContractsOrder() {
        let parts = [
            #"{"specversion":"1.0","id":"e1","source":"/baedal/store","type":"OrderAccepted","subject":"o1","#,
            #""time":"2026-11-22T09:00:00.123Z","datacontenttype":"application/json","#,
            #""sequence":"000000000000004711","correlationid":"o1","causationid":"r-9","#,
            #""traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","#,
            #""data":{"name":"역삼\"분식\" 🍜"}}"#,
        ]
        #expect(Self.accepted.json == parts.joined())
    }

    @Test func comesBackAsItWent() throws {
        let order = OrderData.sample
        var event = Self.accepted
        event.type = .orderPlaced
        event.body = .data(try JSON.text(order))
        let received = try Event(json: Data(event.json.utf8))
        #expect(received.id == "e1")
        #expect(received.type == .orderPlaced)
        #expect(received.subject == "o1")
        #expect(received.time == event.time)
        #expect(received.sequence == 4711)
        #expect(received.correlationID == "o1")
        #expect(received.causationID == "r-9")
        #expect(received.traceparent == Self.trace)
        #expect(try received.decode(OrderData.self) == order)
        #expect(try event.decode(OrderData.self) == order)
        #expect(received.json == event.json)
    }

    @Test(arguments: [
        (1, "000000000000000001"), (4711, "000000000000004711"), (999_999_999_999_999_999, "999999999999999999"),
    ])
    func theSequenceSortsAsText(sequence: Int64, text: String) {
        var event = Self.accepted
        event.sequence = sequence
        #expect(event.sequenceText == text)
    }

    @Test func theUserPropertiesAreTheAttributes() throws {
        let members = try JSON.decode([String: JSONValue].self, from: Self.accepted.json)
        let attributes = Dictionary(uniqueKeysWithValues: Self.accepted.attributes.map { ($0.name, $0.value) })
        #expect(attributes == members.filter { $0.key != "data" }.compactMapValues(\.stringValue))
        #expect(attributes.count == members.count - 1)
    }

    /// Each is the good event with one part changed.
    @Test(
        arguments: [
            (#""source":"/baedal/store""#, #""source":"/baedal/order""#),
            (#""source":"/baedal/store""#, #""source":"/elsewhere""#),
            (#""type":"OrderAccepted""#, #""type":"OrderEaten""#),
            (#""specversion":"1.0""#, #""specversion":"2.0""#),
            (#""specversion":"1.0","#, ""),
            (#""id":"e1""#, #""id":"e 1""#),
            (#""id":"e1","#, ""),
            (#""subject":"o1""#, #""subject":"o/1""#),
            (#""subject":"o1""#, #""subject":7"#),
            (#""time":"2026-11-22T09:00:00.123Z""#, #""time":"soon""#),
            (#""000000000000004711""#, #""000000000000000000""#),
            (#""000000000000004711""#, #""-00000000000000001""#),
            (#""000000000000004711""#, #""+00000000000004711""#),
            (#""000000000000004711""#, #""99999999999999999999""#),
            (#""000000000000004711""#, "4711"),
            (#""correlationid":"o1""#, #""correlationid":"""#),
            (#""causationid":"r-9""#, #""causationid":"r\"9""#),
            (#""traceparent":"00-"#, #""traceparent":"\",\"x\":\""#),
            (#"331-01","data":{"#, #"331-01","dato":{"#),
            (#"{"name":"역삼\"분식\" 🍜"}}"#, #"{"name":"x""#),
        ]
    )
    func refusesWhatIsNoEventOfItsSource(part: String, replacement: String) {
        let text = Self.accepted.json
        #expect(text.contains(part))
        let changed = text.replacing(part, with: replacement, maxReplacements: 1)
        #expect(throws: DecodingError.self) { try Event(json: Data(changed.utf8)) }
    }

    /// The data is not parsed before somebody wants it.
    @Test func brokenDataIsFoundWhenItIsWanted() throws {
        var event = Self.accepted
        event.body = .data(#"{"name":"x"역삼}"#)
        let received = try Event(json: Data(event.json.utf8))
        #expect(throws: DecodingError.self) { try received.decode(OrderData.self) }
    }

    @Test func anyOrderAndAnySpacesAreRead() throws {
        var members = try JSON.decode([String: JSONValue].self, from: Self.accepted.json)
        members["extension"] = .string("of somebody's \"own\"")
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        let received = try Event(json: try encoder.encode(members))
        #expect(received.id == "e1")
        #expect(received.sequence == 4711)
        #expect(try received.decode([String: String].self) == ["name": "역삼\"분식\" 🍜"])
    }

    @Test(arguments: [
        "", "hello", "[]", "null", "{}", "{\"specversion\":\"1.0\"}", "\u{0}\u{1}",
        String(repeating: "[", count: 10_000),
    ])
    func refusesGarbage(text: String) {
        #expect(throws: DecodingError.self) { try Event(json: Data(text.utf8)) }
    }

    @Test func bytesThatAreNoTextAreRefused() throws {
        #expect(throws: DecodingError.self) { try Event(json: Data([0xFF, 0xFE, 0x00, 0xC3])) }
        var bytes = Data(Self.accepted.json.utf8)
        let name = try #require(bytes.range(of: Data("역".utf8)))
        bytes[name.lowerBound] = 0xFF
        let received = try Event(json: bytes)
        #expect(throws: DecodingError.self) { try received.decode([String: String].self) }
    }
}

@Suite struct TraceparentTests {
    @Test func aNewOneIsValidAndItsOwn() {
        let traces = (0..<100).map { _ in Traceparent.make() }
        #expect(traces.allSatisfy(Traceparent.isValid))
        #expect(Set(traces).count == 100)
    }

    @Test(
        arguments: [
            "", "00", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
            "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x",
        ]
    )
    func whatIsNone(text: String) {
        #expect(!Traceparent.isValid(text))
    }
}
