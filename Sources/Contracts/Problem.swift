/// Something a caller must be told: `application/problem+json` over REST, `problem` in a reply over MQTT.
public struct Problem: Error, Codable, Hashable, Sendable {
    /// One field that is wrong, by its JSON pointer.
    public struct Field: Codable, Hashable, Sendable {
        public var pointer: String
        public var message: String

        public init(pointer: String, message: String) {
            self.pointer = pointer
            self.message = message
        }
    }

    public var type: String
    public var title: String
    public var status: Int
    /// A Korean sentence for a person: what happened and what to do.
    public var detail: String
    public var instance: String?
    public var code: ProblemCode
    public var errors: [Field]?
    public var currentStatus: String?
    /// The actions that are legal now.
    public var allowed: [String]?

    public init(
        _ code: ProblemCode,
        _ detail: String,
        errors: [Field]? = nil,
        currentStatus: String? = nil,
        allowed: [String]? = nil
    ) {
        self.type = "urn:baedal:problem:\(code.rawValue)"
        self.title = code.title
        self.status = code.httpStatus
        self.detail = detail
        self.code = code
        self.errors = errors
        self.currentStatus = currentStatus
        self.allowed = allowed
    }
}
