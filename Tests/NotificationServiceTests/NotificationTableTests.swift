import Contracts
import ServiceKit
import Storage
import TestSupport
import Testing

@testable import NotificationService

@Suite struct NotificationTableTests {
    @Test(arguments: NotificationStatus.allCases)
    func `What is written is read again, in every status`(status: NotificationStatus) async throws {
        try await withNotifications { (test) async throws -> Void in
            var notification = Samples.notification()
            try await test.core.database.write { [notification] in
                try NotificationTable.insert(NotificationDraft(notification), position: 1, in: $0)
            }
            #expect(try await test.records() == [notification])
            notification.status = status
            notification.phone = PhoneNumber("01099990000")
            notification.provider = .local
            notification.attempts = [.init(at: Samples.time, provider: .local, resultCode: "0000")]
            notification.resultCode = "0000"
            notification.postponements = 2
            notification.nextAttemptAt = Samples.time + .seconds(4)
            notification.sentAt = Samples.time + .seconds(5)
            notification.version = 4
            notification.reason = "왜"
            notification.route = .text
            notification.dispatchKey = "k"
            notification.messageKey = "m"
            notification.nextInquiryAt = Samples.time + .seconds(6)
            notification.inquiries = 3
            notification.resends = 1
            try await test.core.database.write { [notification] in try NotificationTable.update(notification, in: $0) }
            #expect(try await test.records() == [notification])
            let found = try await test.core.database.read { [id = notification.id] in
                try NotificationTable.find(id, in: $0)
            }
            #expect(found == notification)
        }
    }

    @Test func `There is one record for an event, a channel and a role`() async throws {
        try await withNotifications { (test) async throws -> Void in
            try await test.core.database.write {
                try NotificationTable.insert(NotificationDraft(Samples.notification()), position: 1, in: $0)
            }
            let error = await #expect(throws: StorageError.self) {
                try await test.core.database.write { transaction in
                    let twin = Notification(
                        id: NotificationID("n2")!,
                        eventId: "e1",
                        eventType: .orderPaid,
                        orderId: nil,
                        customerId: nil,
                        role: .customer,
                        recipientId: "c1",
                        content: Samples.notification().content,
                        reach: .asked,
                        at: Samples.time,
                        traceparent: ""
                    )
                    try NotificationTable.insert(NotificationDraft(twin), position: 2, in: transaction)
                }
            }
            #expect(error?.reason == .constraint)
        }
    }
}
