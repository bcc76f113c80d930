import Contracts

/// One message to one person about one thing that happened.
struct Notification: Hashable, Sendable {
    static let channel = "KAKAO_ALIMTALK"
    /// Text alone.
    static let messageType = "AT"
    /// The last tries that are kept with a record.
    static let attemptLimit = 20

    /// One try to send it, or one result that was heard of.
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

    /// How it goes to the phone.
    enum Route: String, Hashable, Sendable, CaseIterable {
        /// As an AlimTalk; where that definitely fails the provider sends the text message.
        case alimtalk = "ALIMTALK"
        /// As a text message alone: there is no template for it, or the provider would not take the AlimTalk.
        case text = "TEXT"
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
    /// What the result means, for whoever reads the record.
    var reason: String?
    /// How often in a row it was put off: somebody could not be asked, or the provider did not take it.
    var postponements: Int
    var nextAttemptAt: Timestamp
    var sentAt: Timestamp?
    var version: Int
    var route: Route
    /// The request it went out with, or may have: the key under which the provider knows a repeat. Set in the
    /// transaction that hands it over, and kept until it is certain that nothing was sent under it.
    var dispatchKey: String?
    /// The provider's name for it, once it was taken.
    var messageKey: String?
    /// When to ask the provider what became of it; nil where there is nothing to ask.
    var nextInquiryAt: Timestamp?
    /// How often that was asked in vain.
    var inquiries: Int
    /// How often it was sent again by hand.
    var resends: Int

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
            version: 1,
            route: content.templateCode == nil ? .text : .alimtalk,
            inquiries: 0,
            resends: 0
        )
        switch reach {
        case .phone(let number): phone = number
        case .asked: break
        case .nobody: end(as: .failed, .noRecipient)
        case .muted: end(as: .suppressed, .muted)
        }
    }

    /// How it is before anybody has seen it, so its version stays the first.
    mutating func end(as end: NotificationStatus, _ result: OwnResult) {
        status = end
        resultCode = result.rawValue
        reason = result.reason
    }
}
