import Contracts
import Foundation
import Testing

@Suite struct TimestampTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (1_795_338_000_123, "2026-11-22T09:00:00.123Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_709_164_799_999, "2024-02-28T23:59:59.999Z"),
            (1_709_251_200_000, "2024-03-01T00:00:00.000Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
            (-2_203_891_200_000, "1900-03-01T00:00:00.000Z"),
            (1_798_761_599_000, "2026-12-31T23:59:59.000Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ] as [(Int64, String)]
    )
    func bothWays(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == text)
        #expect(Timestamp(text)?.milliseconds == milliseconds)
    }

    @Test(
        arguments: [
            ("2026-11-22T09:00:00Z", 1_795_338_000_000),
            ("2026-11-22T18:00:00+09:00", 1_795_338_000_000),
            ("2026-11-21T23:30:00.5-09:30", 1_795_338_000_500),
            ("2026-11-22T09:00:00.1Z", 1_795_338_000_100),
            ("2026-11-22T09:00:00.123999Z", 1_795_338_000_123),
            ("2026-11-22t09:00:00.123z", 1_795_338_000_123),
            // A leap second is the start of the next minute.
            ("2016-12-31T23:59:60Z", 1_483_228_800_000),
        ] as [(String, Int64)]
    )
    func whateverRFC3339Allows(text: String, milliseconds: Int64) {
        #expect(Timestamp(text)?.milliseconds == milliseconds)
    }

    @Test(
        arguments: [
            "", "now", "2026-11-22", "2026-11-22T09:00:00", "2026-11-22 09:00:00Z", " 2026-11-22T09:00:00Z",
            "2026-11-22T09:00:00Zx", "2026-11-22T09:00:00.Z", "2026-11-22T24:00:00Z", "2026-11-22T09:60:00Z",
            "2026-11-22T09:00:61Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2023-02-29T00:00:00Z",
            "1900-02-29T00:00:00Z", "2026-11-31T00:00:00Z", "2026-1-1T00:00:00Z", "+026-11-22T09:00:00Z",
            "2026-11-22T09:00:00+9:00", "2026-11-22T09:00:00+24:00", "2026-11-22T09:00:00+09:60",
            "２026-11-22T09:00:00Z",
        ]
    )
    func whatIsNoDateAndTime(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func agreesWithFoundationOverCenturies() throws {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        for step in stride(from: Int64(-2_000_000_000_000), to: 8_000_000_000_000, by: 7_654_321_987) {
            let time = Timestamp(milliseconds: step)
            let date = Date(timeIntervalSince1970: Double(step) / 1000)
            #expect(time.description.prefix(19) == style.format(date).prefix(19))
            #expect(Timestamp(time.description) == time)
        }
    }

    @Test func addsAndSubtractsInWholeMilliseconds() {
        let start = Timestamp(milliseconds: 1000)
        #expect(start + .seconds(600) == Timestamp(milliseconds: 601_000))
        #expect(start - .milliseconds(1) == Timestamp(milliseconds: 999))
        #expect((start + .milliseconds(1500)) - start == .milliseconds(1500))
        #expect(start + .microseconds(999) == start)
    }

    @Test func overJSONItIsText() throws {
        let time = Timestamp(milliseconds: 1_795_338_000_123)
        #expect(try JSON.text(time) == "\"2026-11-22T09:00:00.123Z\"")
        #expect(try JSON.decode(Timestamp.self, from: "\"2026-11-22T09:00:00.123Z\"") == time)
        #expect(throws: DecodingError.self) { try JSON.decode(Timestamp.self, from: "1795338000123") }
        #expect(throws: DecodingError.self) { try JSON.decode(Timestamp.self, from: "\"yesterday\"") }
    }
}
