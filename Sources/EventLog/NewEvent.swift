public import Contracts

/// An event that an aggregate has decided on and that the log has not yet numbered.
public struct NewEvent: Sendable {
    public var type: EventType
    /// The aggregate's id.
    public var subject: String
    /// The order's id where there is one, else the subject.
    public var correlationID: String
    public var data: any Encodable & Sendable
    /// The data as JSON, where it was made before the event is appended.
    private(set) var json: String?
    /// A topic to which the data alone is published too, not retained.
    public var copyTopic: String?

    public init(
        _ type: EventType,
        subject: String,
        correlationID: String? = nil,
        data: any Encodable & Sendable,
        copyTopic: String? = nil
    ) {
        self.type = type
        self.subject = subject
        self.correlationID = correlationID ?? subject
        self.data = data
        self.copyTopic = copyTopic
    }

    /// The same with its data made into JSON: for who can do that before a transaction, which would hold up others.
    public func encoded() throws -> NewEvent {
        var event = self
        event.json = try JSON.text(data)
        return event
    }
}
