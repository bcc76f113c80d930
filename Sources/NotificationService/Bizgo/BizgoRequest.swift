/// The body of `POST /api/comm/v1/send/omni`: one message for up to 200 recipients.
struct BizgoRequest: Encodable, Hashable, Sendable {
    struct Destination: Encodable, Hashable, Sendable {
        let to: String
        /// What stands for each `#{변수}` of the texts; required with a template.
        let replaceWords: [String: String]?
        /// The record's id; comes back with the result.
        let ref: String
    }

    /// One way to the phone.
    enum Step: Encodable, Hashable, Sendable {
        case alimtalk(Alimtalk)
        case mms(Mms)

        private enum CodingKeys: String, CodingKey { case alimtalk, mms }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            switch self {
            case .alimtalk(let alimtalk): try container.encode(alimtalk, forKey: .alimtalk)
            case .mms(let mms): try container.encode(mms, forKey: .mms)
            }
        }
    }

    struct Alimtalk: Encodable, Hashable, Sendable {
        let senderKey: String
        let templateCode: String
        /// The provider fills the approved template in, so that the text cannot differ from it.
        var sendType = "template"
    }

    /// Without a file this is a long text message.
    struct Mms: Encodable, Hashable, Sendable {
        let from: String
        let title: String?
        let text: String
    }

    /// How long the provider remembers the key: the longest it allows.
    static let lifetime = 86_400

    let destinations: [Destination]
    /// In order: the next is tried by the provider where one has definitely failed.
    let messageFlow: [Step]
    let idempotencyKey: String
    let ref: String
    var idempotencyTtl = Self.lifetime

    init(key: String, destinations: [Destination], messageFlow: [Step]) {
        self.destinations = destinations
        self.messageFlow = messageFlow
        self.idempotencyKey = key
        self.ref = key
    }
}
