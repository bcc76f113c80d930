public import Foundation

/// One event as it stands in the log and travels over the wire: a structured CloudEvent 1.0.
public struct Event: Sendable {
    /// Where the event data is: by itself, or still inside the CloudEvent that was received.
    ///
    /// A consumer that does not want the type never parses the data.
    public enum Body: Sendable {
        case data(String)
        case cloudEvent(Data)
    }

    public var id: String
    public var type: EventType
    /// The aggregate's id.
    public var subject: String
    public var time: Timestamp
    /// Counts without gaps within the context.
    public var sequence: Int64
    /// The order's id, where there is one.
    public var correlationID: String
    /// The id of the event or request that caused this one.
    public var causationID: String
    /// W3C trace context.
    public var traceparent: String
    public var body: Body

    public init(
        id: String,
        type: EventType,
        subject: String,
        time: Timestamp,
        sequence: Int64,
        correlationID: String,
        causationID: String,
        traceparent: String,
        body: Body
    ) {
        self.id = id
        self.type = type
        self.subject = subject
        self.time = time
        self.sequence = sequence
        self.correlationID = correlationID
        self.causationID = causationID
        self.traceparent = traceparent
        self.body = body
    }

    public static let contentType = "application/cloudevents+json"

    public var topic: String { Topics.event(type, subject: subject) }

    public var cause: Cause { Cause(id: id, traceparent: traceparent) }

    /// - Throws: `DecodingError` where the data is not of that shape.
    public func decode<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        switch body {
        case .data(let text): try JSON.decode(type, from: text)
        case .cloudEvent(let bytes): try JSON.decode(DataOnly<Value>.self, from: bytes).data
        }
    }

    private struct DataOnly<Value: Decodable>: Decodable {
        let data: Value
    }
}

/// What made something happen: carried from a request or an event into the events that follow from it.
public struct Cause: Sendable, Hashable {
    public var id: String
    public var traceparent: String

    public init(id: String, traceparent: String) {
        self.id = id
        self.traceparent = traceparent
    }

    /// A cause that nothing outside brought about, a timer or the samples: starts a trace of its own.
    public static func own(_ id: String) -> Cause { Cause(id: id, traceparent: Traceparent.make()) }
}
