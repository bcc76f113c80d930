public import Foundation

extension Event {
    /// Reads a structured CloudEvent, in whatever order and with whatever spaces it was written.
    ///
    /// The layout that ``json`` writes, nearly always the one that arrives, is taken apart without parsing: nobody
    /// may want the data.
    ///
    /// - Throws: `DecodingError` where the bytes are not an event of this contract.
    public init(json bytes: Data) throws {
        if let (header, data) = bytes.withUnsafeBytes(Layout.split) {
            try self.init(header, body: .data(data))
        } else {
            try self.init(try JSON.decode(Header.self, from: bytes), body: .cloudEvent(bytes))
        }
    }

    /// Whatever follows from the event carries its trace and ids on, so each is checked here.
    private init(_ header: Header, body: Body) throws {
        guard header.specversion == "1.0", let type = EventType(rawValue: header.type),
            header.source == type.context.source, let time = Timestamp(header.time),
            header.sequence.utf8.first != UInt8(ascii: "+"), let sequence = Int64(header.sequence), sequence > 0,
            IDText.isValid(header.id), IDText.isValid(header.subject), IDText.isValid(header.correlationid),
            IDText.isValid(header.causationid), Traceparent.isValid(header.traceparent)
        else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "not an event of its source"))
        }
        self.init(
            id: header.id,
            type: type,
            subject: header.subject,
            time: time,
            sequence: sequence,
            correlationID: header.correlationid,
            causationID: header.causationid,
            traceparent: header.traceparent,
            body: body
        )
    }

    private struct Header: Decodable {
        /// That it is there; its shape is the consumer's matter.
        struct Presence: Decodable {
            init() {}
            init(from decoder: any Decoder) {}
        }

        let specversion: String
        let id: String
        let source: String
        let type: String
        let subject: String
        let time: String
        let sequence: String
        let correlationid: String
        let causationid: String
        let traceparent: String
        let data: Presence
    }

    /// The order and the spaces of ``Event/json``.
    private struct Layout {
        private var rest: Slice<UnsafeRawBufferPointer>

        /// - Returns: nil where the bytes are laid out in another way.
        static func split(_ bytes: UnsafeRawBufferPointer) -> (header: Header, data: String)? {
            var layout = Layout(rest: bytes[...])
            guard layout.takes("{"), let specversion = layout.attribute("specversion"),
                let id = layout.attribute("id"), let source = layout.attribute("source"),
                let type = layout.attribute("type"), let subject = layout.attribute("subject"),
                let time = layout.attribute("time"), layout.attribute("datacontenttype") != nil,
                let sequence = layout.attribute("sequence"), let correlationID = layout.attribute("correlationid"),
                let causationID = layout.attribute("causationid"), let traceparent = layout.attribute("traceparent"),
                layout.takes("\"data\":"), layout.rest.first == UInt8(ascii: "{"),
                layout.rest.suffix(2).elementsEqual("}}".utf8),
                let data = String(validating: layout.rest.dropLast(), as: UTF8.self)
            else { return nil }
            let header = Header(
                specversion: specversion,
                id: id,
                source: source,
                type: type,
                subject: subject,
                time: time,
                sequence: sequence,
                correlationid: correlationID,
                causationid: causationID,
                traceparent: traceparent,
                data: Header.Presence()
            )
            return (header, data)
        }

        private mutating func takes(_ text: StaticString) -> Bool {
            let bytes = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
            guard rest.starts(with: bytes) else { return false }
            rest.removeFirst(bytes.count)
            return true
        }

        /// `"name":"value",`, without escapes.
        private mutating func attribute(_ name: StaticString) -> String? {
            guard takes("\""), takes(name), takes("\":\""), let end = rest.firstIndex(of: UInt8(ascii: "\"")) else {
                return nil
            }
            let value = rest[..<end]
            rest = rest[end...]
            guard takes("\","), !value.contains(UInt8(ascii: "\\")) else { return nil }
            return String(decoding: value, as: UTF8.self)
        }
    }
}
