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
}
