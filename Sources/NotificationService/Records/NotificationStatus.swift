/// How far a notification has come (contract section 6).
enum NotificationStatus: String, Codable, Sendable, CaseIterable {
    /// Waits to be sent.
    case pending = "PENDING"
    /// Handed to the provider; what came of it is not yet written.
    case sending = "SENDING"
    /// The provider has taken it; whether it arrives is not yet known.
    case accepted = "ACCEPTED"
    case delivered = "DELIVERED"
    /// It may still arrive: sending it again could double it.
    case uncertain = "UNCERTAIN"
    case failed = "FAILED"
    /// Sent as a text message instead.
    case fallbackSent = "FALLBACK_SENT"
    /// Not to be sent: the recipient does not want it, or it has been overtaken.
    case suppressed = "SUPPRESSED"
    /// Given up after the last try.
    case dead = "DEAD"

    /// By hand, and only what has certainly not arrived.
    var canBeSentAgain: Bool {
        switch self {
        case .failed, .dead: true
        case .pending, .sending, .accepted, .delivered, .uncertain, .fallbackSent, .suppressed: false
        }
    }
}

/// Result codes of our own, with what they mean to whoever reads the record; a provider's are passed on as they are.
enum OwnResult: String, Sendable, CaseIterable {
    /// KakaoTalk's word for delivered.
    case delivered = "0000"
    case noRecipient = "NO_RECIPIENT"
    case invalidPhone = "INVALID_PHONE"
    case customerDeleted = "CUSTOMER_DELETED"
    case muted = "MUTED"
    case superseded = "SUPERSEDED"
    case variableMissing = "VARIABLE_MISSING"
    case tooLong = "TOO_LONG"
    case noTemplate = "NO_TEMPLATE"
    case noText = "NO_TEXT"
    case noAnswer = "NO_ANSWER"
    case unreachable = "UNREACHABLE"
    case malformedAnswer = "MALFORMED_ANSWER"
    case noReport = "NO_REPORT"

    /// nil for what needs no explanation.
    var reason: String? {
        switch self {
        case .delivered: nil
        case .noRecipient: "받는 사람이 등록되어 있지 않거나 전화번호가 없어요."
        case .invalidPhone: "휴대전화 번호가 아니어서 보낼 수 없어요."
        case .customerDeleted: "보내기 전에 고객 정보가 삭제됐어요."
        case .muted: "고객이 알림을 꺼 두었어요."
        case .superseded: "보내기 전에 주문이 다음 단계로 넘어갔어요."
        case .variableMissing: "템플릿에 넣을 값이 빠졌어요."
        case .tooLong: "메시지가 정해진 길이를 넘어요."
        case .noTemplate: "이 메시지의 템플릿을 찾을 수 없어요."
        case .noText: "문자로 쓸 수 있는 글자가 없어요."
        case .noAnswer: "발송사가 응답하지 않아 전달됐는지 알 수 없어요."
        case .unreachable: "발송사에 연결하지 못했어요."
        case .malformedAnswer: "발송사의 응답을 읽을 수 없어 전달됐는지 알 수 없어요."
        case .noReport: "발송사가 사흘 안에 결과를 알려 주지 않았어요."
        }
    }
}
