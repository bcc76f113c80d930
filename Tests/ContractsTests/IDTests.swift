import Contracts
import Foundation
import Testing

@Suite struct IDTests {
    @Test(arguments: ["a", "Z", "0", "_", "-", "o-1_A", String(repeating: "x", count: 64)])
    func whatTheAlphabetHolds(text: String) {
        #expect(OrderID(text)?.rawValue == text)
    }

    @Test(
        arguments: [
            "", String(repeating: "x", count: 65), "a/b", "a+b", "#", "$SYS", "a b", "a.b", "주문", "é", "a\n", "a\0",
            "\u{FF41}",
        ]
    )
    func whatItDoesNot(text: String) {
        #expect(OrderID(text) == nil)
    }

    @Test func theLengthIsOfBytesSoThatNoTopicGrowsBeyondIt() {
        #expect(IDText.isValid(String(repeating: "x", count: 64)))
        #expect(!IDText.isValid(String(repeating: "가", count: 22)))
    }

    @Test func aNewOneIsValidAndSortsByTime() {
        let start = Timestamp(milliseconds: 1_795_338_000_000)
        let ids = (0..<200).map { OrderID.make(at: start + .milliseconds($0)) }
        #expect(ids.sorted() == ids)
        #expect(ids.allSatisfy { IDText.isValid($0.rawValue) && $0.rawValue.utf8.count == 26 })
        // Across a carry into the next of the ten characters as well.
        #expect(
            OrderID.make(at: Timestamp(milliseconds: (1 << 25) - 1))
                < OrderID.make(at: Timestamp(milliseconds: 1 << 25))
        )
    }

    @Test func thousandsInOneMillisecondDiffer() {
        let now = Timestamp(milliseconds: 1_795_338_000_000)
        #expect(Set((0..<10_000).map { _ in IDText.make(at: now) }).count == 10_000)
    }

    @Test func overJSONItIsCheckedAgain() throws {
        #expect(try JSON.decode(StoreID.self, from: "\"s1\"") == StoreID("s1"))
        #expect(throws: DecodingError.self) { try JSON.decode(StoreID.self, from: "\"s/1\"") }
        #expect(throws: DecodingError.self) { try JSON.decode(StoreID.self, from: "1") }
        #expect(try JSON.text(StoreID(trusted: "s1")) == "\"s1\"")
    }
}
