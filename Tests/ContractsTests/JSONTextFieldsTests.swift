import Contracts
import Testing

/// Ids, times and words as fields of a type whose coding the compiler wrote.
@Suite struct JSONTextFieldsTests {
    private struct Fields: Codable, Equatable {
        var id: OrderID
        var other: OrderID?
        var time: Timestamp
        var later: Timestamp?
        var status: OrderStatus
        var next: OrderStatus?
    }

    private static let bare =
        #"{"id":"o-1","status":"PLACED","time":"2026-11-22T09:00:00.123Z"}"#
    private static let full =
        #"{"id":"o-1","later":"2026-11-22T09:00:01.000Z","next":"PAID","other":"o-2","status":"PLACED","time":"2026-11-22T09:00:00.123Z"}"#

    @Test(arguments: [bare, full])
    func areTextsThatComeBackAsTheyWere(text: String) throws {
        let fields = try JSON.decode(Fields.self, from: text)
        #expect(try JSON.text(fields) == text)
    }

    @Test func mayBeNullWhereTheyMayBeAbsent() throws {
        let text = Self.bare.dropLast() + #","other":null,"later":null,"next":null}"#
        #expect(try JSON.decode(Fields.self, from: String(text)) == JSON.decode(Fields.self, from: Self.bare))
    }

    @Test(arguments: [
        (#""o-1""#, #""o/1""#, "id"),
        (#""o-1""#, "1", "id"),
        (#""PLACED""#, #""LOST""#, "status"),
        (#""2026-11-22T09:00:00.123Z""#, #""soon""#, "time"),
        (#""2026-11-22T09:00:01.000Z""#, #""soon""#, "later"),
        (#""o-2""#, #""o+2""#, "other"),
        (#""PAID""#, #""paid""#, "next"),
    ])
    func areNamedWhereTheyAreWrong(right: String, wrong: String, field: String) throws {
        let text = Self.full.replacing(right, with: wrong)
        let error = #expect(throws: DecodingError.self) { try JSON.decode(Fields.self, from: text) }
        #expect(error?.codingPath.last?.stringValue == field)
    }
}

extension DecodingError {
    fileprivate var codingPath: [any CodingKey] {
        switch self {
        case .dataCorrupted(let context), .typeMismatch(_, let context), .valueNotFound(_, let context):
            context.codingPath
        case .keyNotFound(let key, let context): context.codingPath + [key]
        @unknown default: []
        }
    }
}
