import Contracts

/// One message to one person about one thing that happened.
struct Notification: Hashable, Sendable {
    static let channel = "KAKAO_ALIMTALK"
    /// Text alone.
    static let messageType = "AT"

    /// One try to send it.
    struct Attempt: Codable, Hashable, Sendable {
        var at: Timestamp
        var provider: ProviderName
        var resultCode: String
    }

    /// How its recipient can be reached, as far as it is known when it is recorded.
    enum Reach: Hashable, Sendable {
        case phone(PhoneNumber)
        /// The number is another service's, which is asked before sending.
        case asked
        case nobody
        case muted
    }

    let id: NotificationID
    /// What it tells of; a record made by hand tells of itself.
    let eventId: String
    /// nil in a record made by hand.
    let eventType: EventType?
    let orderId: OrderID?
    let customerId: CustomerID?
    let role: RecipientRole
    /// The customer, store or rider it is for.
    let recipientId: String
    let content: NotificationContent
    let createdAt: Timestamp
    let traceparent: String

    var status: NotificationStatus
    var phone: PhoneNumber?
    var provider: ProviderName?
    var attempts: [Attempt]
    var resultCode: String?
    /// How often it was put off because somebody could not be asked.
    var postponements: Int
    var nextAttemptAt: Timestamp
    var sentAt: Timestamp?
    var version: Int

    var isManual: Bool { eventType == nil }

    /// The event or request behind it, for the events that follow from it.
    var cause: Cause { Cause(id: eventId, traceparent: traceparent) }
}

extension Notification {
    /// A new record: due at once, or ended at once where it will reach nobody.
    init(
        id: NotificationID,
        eventId: String,
        eventType: EventType?,
        orderId: OrderID?,
        customerId: CustomerID?,
        role: RecipientRole,
        recipientId: String,
        content: NotificationContent,
        reach: Reach,
        at now: Timestamp,
        traceparent: String
    ) {
        self.init(
            id: id,
            eventId: eventId,
            eventType: eventType,
            orderId: orderId,
            customerId: customerId,
            role: role,
            recipientId: recipientId,
            content: content,
            createdAt: now,
            traceparent: traceparent,
            status: .pending,
            attempts: [],
            postponements: 0,
            nextAttemptAt: now,
            version: 1
        )
        switch reach {
        case .phone(let number): phone = number
        case .asked: break
        case .nobody: (status, resultCode) = (.failed, ResultCode.noRecipient)
        case .muted: (status, resultCode) = (.suppressed, ResultCode.muted)
        }
    }
}
