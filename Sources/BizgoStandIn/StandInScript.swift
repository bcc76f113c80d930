public import Foundation

/// What a stand-in does wrong, request by request; after its last step it does everything right.
public struct StandInScript: Codable, Sendable {
    /// For the next so many requests to send.
    public struct Step: Codable, Sendable {
        public var fault: Fault?
        public var times: Int?
        /// Of a refusal: `A306`.
        public var code: String?
        /// Of a fault without an answer of the usual shape: 500.
        public var status: Int?
        /// How long an answer takes.
        public var seconds: Double?
        /// Of `rate-limited`, in seconds.
        public var retryAfter: Double?
        /// The place of the recipient that is refused; absent for all of them.
        public var recipient: Int?
        /// What becomes of the messages that this request brings.
        public var report: Report?

        public init(
            _ fault: Fault? = nil,
            times: Int? = nil,
            code: String? = nil,
            status: Int? = nil,
            seconds: Double? = nil,
            retryAfter: Double? = nil,
            recipient: Int? = nil,
            report: Report? = nil
        ) {
            self.fault = fault
            self.times = times
            self.code = code
            self.status = status
            self.seconds = seconds
            self.retryAfter = retryAfter
            self.recipient = recipient
            self.report = report
        }
    }

    public enum Fault: String, Codable, Sendable, CaseIterable {
        /// 429 with `Retry-After`, and A020.
        case rateLimited = "rate-limited"
        /// A 5xx.
        case serverError = "server-error"
        /// Takes the messages and never answers.
        case lostAnswer = "lost-answer"
        /// Takes the messages and answers something that is no JSON.
        case malformed
        /// 200, with a code for the whole request.
        case refuseRequest = "refuse-request"
        /// 200, with a code for one recipient.
        case refuseRecipient = "refuse-recipient"
        /// 401 of the gateway's layer.
        case unauthorized
        /// Answers rightly, late.
        case slow
    }

    /// What becomes of a message.
    public struct Report: Codable, Sendable {
        /// Of the AlimTalk; "10000" is success, "" for none ever.
        public var code: String?
        /// Of the text message that follows a failure.
        public var textCode: String?
        /// From the answer to the report.
        public var seconds: Double?
        /// How often the webhook tells of it.
        public var copies: Int?
        /// The webhook tells this instead of the truth.
        public var toldCode: String?
        /// The webhook is signed with another secret.
        public var isForged: Bool?

        public init(
            code: String? = nil,
            textCode: String? = nil,
            seconds: Double? = nil,
            copies: Int? = nil,
            toldCode: String? = nil,
            isForged: Bool? = nil
        ) {
            self.code = code
            self.textCode = textCode
            self.seconds = seconds
            self.copies = copies
            self.toldCode = toldCode
            self.isForged = isForged
        }
    }

    public var steps: [Step]
    /// For messages whose step says nothing of it.
    public var report: Report?
    /// Whether results may be fetched by polling; true where it is absent.
    public var polling: Bool?

    public init(_ steps: [Step] = [], report: Report? = nil, polling: Bool? = nil) {
        self.steps = steps
        self.report = report
        self.polling = polling
    }

    /// - Throws: where the file is no script.
    public init(file: URL) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
    }
}
