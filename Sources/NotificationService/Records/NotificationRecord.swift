import Contracts
import ServiceKit

/// A notification as everybody may see it (contract section 6): the phone number masked.
struct NotificationRecord: Encodable, Sendable {
    let id: NotificationID
    let eventId: String
    let eventType: EventType?
    let orderId: OrderID?
    let customerId: CustomerID?
    let recipientRole: RecipientRole
    let recipientId: String
    let channel: String
    let messageType: String
    let senderKey: String
    let templateCode: String?
    let templateVersion: Int?
    let templateParameter: [String: String]
    let title: String?
    let message: String
    let buttons: [NotificationButton]
    let recipientNo: String?
    let status: NotificationStatus
    let provider: ProviderName?
    let attempts: [Notification.Attempt]
    let resultCode: String?
    let reason: String?
    let createdAt: Timestamp
    let sentAt: Timestamp?
    let manual: Bool?
    let version: Int

    init(_ notification: Notification, senderKey: String) {
        id = notification.id
        eventId = notification.eventId
        eventType = notification.eventType
        orderId = notification.orderId
        customerId = notification.customerId
        recipientRole = notification.role
        recipientId = notification.recipientId
        channel = Notification.channel
        messageType = Notification.messageType
        self.senderKey = senderKey
        templateCode = notification.content.templateCode
        templateVersion = notification.content.templateVersion
        templateParameter = notification.content.parameters
        title = notification.content.title
        message = notification.content.message
        buttons = notification.content.buttons
        recipientNo = notification.phone?.masked
        status = notification.status
        provider = notification.provider
        attempts = notification.attempts
        resultCode = notification.resultCode
        reason = notification.reason
        createdAt = notification.createdAt
        sentAt = notification.sentAt
        manual = notification.isManual ? true : nil
        version = notification.version
    }
}

/// A record as REST shows it: with its links.
struct NotificationView: Encodable {
    private enum CodingKeys: String, CodingKey { case links = "_links" }

    let record: NotificationRecord

    func encode(to encoder: any Encoder) throws {
        try record.encode(to: encoder)
        var links = Links(self: "/notificationLogs/\(record.id)")
        links["order"] = record.orderId.map { "/orders/\($0)" }
        links["customer"] = record.customerId.map { "/customers/\($0)" }
        links["template"] = record.templateCode.map { "/notificationTemplates/\($0)" }
        if record.status.canBeSentAgain { links["resend"] = "/notificationLogs/\(record.id)/resend" }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(links, forKey: .links)
    }
}

/// `data` of NotificationRecorded: what will be told to whom. The text follows with its outcome.
struct NotificationRecordedData: Encodable, Sendable {
    let id: NotificationID
    let eventId: String
    let eventType: EventType?
    let orderId: OrderID?
    let customerId: CustomerID?
    let recipientRole: RecipientRole
    let recipientId: String
    let templateCode: String?
    let status: NotificationStatus

    init(_ notification: Notification) {
        id = notification.id
        eventId = notification.eventId
        eventType = notification.eventType
        orderId = notification.orderId
        customerId = notification.customerId
        recipientRole = notification.role
        recipientId = notification.recipientId
        templateCode = notification.content.templateCode
        status = notification.status
    }
}
