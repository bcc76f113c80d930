public import Contracts

/// An event that an aggregate has decided on and that the log has not yet numbered.
public struct NewEvent: Sendable {
    public var type: EventType
    /// The aggregate's id.
    public var subject: String
    /// The order's id where there is one, else the subject.
    public var correlationID: String
    public var data: any Encodable & Sendable
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
}
