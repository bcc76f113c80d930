public import Foundation

extension Event {
    /// The structured CloudEvent, `data` last. Written out by hand, in the contract's order: a keyed encoder would
    /// parse and print `data` a second time. Every attribute is of an alphabet that needs no escape.
    public var json: String {
        switch body {
        case .cloudEvent(let bytes): String(decoding: bytes, as: UTF8.self)
        case .data(let data): json(data: data)
        }
    }

    private func json(data: String) -> String {
        var text = ""
        text.reserveCapacity(data.utf8.count + 420)
        text += "{\"specversion\":\"1.0\",\"id\":\"\(id)\",\"source\":\"\(type.context.source)\""
        text += ",\"type\":\"\(type.rawValue)\",\"subject\":\"\(subject)\",\"time\":\"\(time)\""
        text += ",\"datacontenttype\":\"application/json\",\"sequence\":\"\(sequenceText)\""
        text += ",\"correlationid\":\"\(correlationID)\",\"causationid\":\"\(causationID)\""
        text += ",\"traceparent\":\"\(traceparent)\",\"data\":"
        text += data
        text += "}"
        return text
    }

    /// Zero-padded, so that it sorts as text.
    public var sequenceText: String {
        let digits = String(sequence)
        return String(repeating: "0", count: max(0, 18 - digits.count)) + digits
    }

    /// The attributes, as MQTT 5 user properties carry them beside the payload.
    public var attributes: [(name: String, value: String)] {
        [
            ("specversion", "1.0"), ("id", id), ("source", type.context.source), ("type", type.rawValue),
            ("subject", subject), ("time", time.description), ("datacontenttype", "application/json"),
            ("sequence", sequenceText), ("correlationid", correlationID), ("causationid", causationID),
            ("traceparent", traceparent),
        ]
    }

    /// - Throws: `DecodingError` where the bytes are not an event of this contract.
    public init(json bytes: Data) throws {
        let header = try JSON.decode(Header.self, from: bytes)
        // Whatever follows from the event carries its trace and ids on, so each is checked here.
        guard header.specversion == "1.0", header.source == header.type.context.source,
            header.sequence.utf8.first != UInt8(ascii: "+"), let sequence = Int64(header.sequence), sequence > 0,
            [header.id, header.subject, header.correlationid, header.causationid].allSatisfy(IDText.isValid),
            Traceparent.isValid(header.traceparent)
        else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "not an event of its source"))
        }
        self.init(
            id: header.id,
            type: header.type,
            subject: header.subject,
            time: header.time,
            sequence: sequence,
            correlationID: header.correlationid,
            causationID: header.causationid,
            traceparent: header.traceparent,
            body: .cloudEvent(bytes)
        )
    }

    private struct Header: Decodable {
        /// That it is there; its shape is the consumer's matter.
        struct Presence: Decodable {
            init(from decoder: any Decoder) {}
        }

        let specversion: String
        let id: String
        let source: String
        let type: EventType
        let subject: String
        let time: Timestamp
        let sequence: String
        let correlationid: String
        let causationid: String
        let traceparent: String
        let data: Presence
    }
}
