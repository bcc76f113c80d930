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
}

/// Result codes of our own; a provider's are passed on as they are.
enum ResultCode {
    /// The recipient is unknown or has no phone.
    static let noRecipient = "NO_RECIPIENT"
    static let muted = "MUTED"
    /// KakaoTalk's word for delivered.
    static let delivered = "0000"
}
