public import Foundation

/// A page of a log, as `GET /events/{context}` answers it.
public enum EventPage {
    private static let start = "{\"_embedded\":{\"events\":["

    /// Written out by hand, as each event is: the data of the events is not parsed and printed again.
    public static func json(_ events: [Event], links: some Encodable) throws -> String {
        let list = events.map(\.json).joined(separator: ",")
        return "\(start)\(list)]},\"_links\":\(try JSON.text(links))}"
    }

    /// Reads a page, in whatever order and with whatever spaces it was written.
    ///
    /// The layout that ``json(_:links:)`` writes is only taken apart: who is far behind reads many pages.
    ///
    /// - Throws: `DecodingError` where the bytes are not a page of events.
    public static func events(in bytes: Data) throws -> [Event] {
        if let ranges = bytes.withUnsafeBytes(objects) {
            let offset = bytes.startIndex
            return try ranges.map {
                try Event(json: bytes.subdata(in: offset + $0.lowerBound..<offset + $0.upperBound))
            }
        }
        return try JSON.decode(Page.self, from: bytes)._embedded.events.map { try Event(json: JSON.data($0)) }
    }

    private struct Page: Decodable {
        struct Embedded: Decodable { let events: [JSONValue] }

        let _embedded: Embedded
    }

    /// Where the objects of the list lie; nil where the bytes are laid out in another way.
    private static func objects(_ bytes: UnsafeRawBufferPointer) -> [Range<Int>]? {
        guard bytes.starts(with: start.utf8) else { return nil }
        var ranges: [Range<Int>] = []
        var index = start.utf8.count
        while index < bytes.count, bytes[index] != UInt8(ascii: "]") {
            guard let end = endOfObject(from: index, in: bytes), end < bytes.count else { return nil }
            ranges.append(index..<end)
            switch bytes[end] {
            case UInt8(ascii: ","): index = end + 1
            case UInt8(ascii: "]"): index = end
            default: return nil
            }
        }
        return index < bytes.count ? ranges : nil
    }

    /// Braces count but in strings, where a backslash takes the next byte's meaning.
    private static func endOfObject(from start: Int, in bytes: UnsafeRawBufferPointer) -> Int? {
        guard bytes[start] == UInt8(ascii: "{") else { return nil }
        var depth = 0
        var isInString = false
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "\""): isInString.toggle()
            case UInt8(ascii: "{") where !isInString: depth += 1
            case UInt8(ascii: "}") where !isInString:
                depth -= 1
                if depth == 0 { return index + 1 }
            default: break
            }
            index += 1
        }
        return nil
    }
}
