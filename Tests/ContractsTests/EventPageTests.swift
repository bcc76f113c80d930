import Contracts
import Foundation
import Testing

@Suite struct EventPageTests {
    private static let links = ["self": "/events/store?after=0&limit=2"]

    private static func event(_ sequence: Int64, data: String) -> Event {
        Event(
            id: "e\(sequence)",
            type: .orderAccepted,
            subject: "o1",
            time: Timestamp(milliseconds: 1_795_338_000_123),
            sequence: sequence,
            correlationID: "o1",
            causationID: "r-9",
            traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            body: .data(data)
        )
    }

    /// Each with something in it that could be taken for the end of an object, of a list or of a text.
    private static let events = [
        event(1, data: #"{"name":"}],{\"분식\" 🍜\\","items":[{"n":[1,{}]}]}"#),
        event(2, data: "{}"),
        event(3, data: #"{"name":"\\\"}"}"#),
    ]

    @Test(arguments: [0, 1, 3])
    func comesBackAsItWent(count: Int) throws {
        let events = Self.events.prefix(count)
        let text = try EventPage.json(Array(events), links: Self.links)
        #expect(try EventPage.events(in: Data(text.utf8)).map(\.json) == events.map(\.json))
        #expect(try JSON.decode(JSONValue.self, from: text)["_links"]?["self"] == .string(Self.links["self"] ?? ""))
    }

    @Test func aSliceOfOtherBytesIsReadToo() throws {
        let bytes = Data(("??" + (try EventPage.json(Self.events, links: Self.links))).utf8)
        #expect(try EventPage.events(in: bytes.dropFirst(2)).map(\.sequence) == [1, 2, 3])
    }

    @Test func anotherLayoutSaysTheSame() throws {
        let page = try JSON.decode(JSONValue.self, from: try EventPage.json(Self.events, links: Self.links))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .prettyPrinted
        let received = try EventPage.events(in: try encoder.encode(page))
        #expect(received.map(\.id) == ["e1", "e2", "e3"])
        #expect(try received[0].decode([String: JSONValue].self)["name"] == .string(#"}],{"분식" 🍜\"#))
    }

    @Test(arguments: [
        "", "[]", "{}", #"{"_embedded":{}}"#, #"{"_embedded":{"events":["#, #"{"_embedded":{"events":[{"#,
        #"{"_embedded":{"events":[{"a":"}"#, #"{"_embedded":{"events":[1]}}"#, #"{"_embedded":{"events":[{}]}}"#,
        #"{"_embedded":{"events":[{}{}]}}"#, #"{"_embedded":{"events":[{}"#, #"{"_embedded":{"events":[{"\"#,
    ])
    func whatIsNoPageIsRefused(text: String) {
        #expect(throws: DecodingError.self) { try EventPage.events(in: Data(text.utf8)) }
    }
}
