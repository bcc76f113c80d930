import Contracts
import Testing

@testable import NotificationService

/// Every command in every status: what it leads to, or that it is refused.
@Suite struct NotificationCommandTests {
    enum Command: String, CaseIterable {
        case address, failUnaddressed, take, deliver, fail, postpone
    }

    private static let legal: [NotificationStatus: [Command: NotificationStatus]] = [
        .pending: [.address: .pending, .failUnaddressed: .failed, .take: .sending, .postpone: .pending],
        .sending: [.take: .sending, .deliver: .delivered, .fail: .failed, .postpone: .pending],
    ]

    @Test(arguments: NotificationStatus.allCases, Command.allCases)
    func `Each command works in its statuses and changes nothing in the others`(
        status: NotificationStatus,
        command: Command
    ) throws {
        var notification = Samples.notification(status)
        let before = notification
        if let next = Self.legal[status]?[command] {
            try apply(command, to: &notification)
            #expect(notification.status == next)
            #expect(notification.version >= before.version)
        } else {
            #expect(throws: NotificationRefusal(status: status)) { try apply(command, to: &notification) }
            #expect(notification == before)
        }
    }

    @Test func `One without a number cannot be taken`() {
        var notification = Samples.notification(phone: nil)
        #expect(throws: NotificationRefusal(status: .pending)) { try notification.take() }
    }

    @Test func `A delivery is written down with its attempt`() throws {
        var notification = Samples.notification()
        try notification.take()
        let type = try notification.settle(.delivered("0000"), by: .local, at: Samples.time)
        #expect(type == .notificationSent)
        #expect(notification.sentAt == Samples.time)
        #expect(notification.provider == .local)
        #expect(notification.attempts == [.init(at: Samples.time, provider: .local, resultCode: "0000")])
        #expect(notification.version == 3)
    }

    @Test func `A failure keeps the provider's code and no time of sending`() throws {
        var notification = Samples.notification(.sending)
        #expect(try notification.settle(.failed("3018"), by: .local, at: Samples.time) == .notificationFailed)
        #expect(notification.resultCode == "3018")
        #expect(notification.sentAt == nil)
    }

    @Test func `How a recipient can be reached decides how a record begins`() {
        func status(_ reach: Notification.Reach) -> (NotificationStatus, String?) {
            let sample = Samples.notification()
            let notification = Notification(
                id: sample.id,
                eventId: "e1",
                eventType: nil,
                orderId: nil,
                customerId: nil,
                role: .store,
                recipientId: "s1",
                content: sample.content,
                reach: reach,
                at: Samples.time,
                traceparent: ""
            )
            return (notification.status, notification.resultCode)
        }
        #expect(status(.asked) == (.pending, nil))
        #expect(status(.nobody) == (.failed, "NO_RECIPIENT"))
        #expect(status(.muted) == (.suppressed, "MUTED"))
        #expect(status(.phone(PhoneNumber("01012345678")!)) == (.pending, nil))
    }

    private func apply(_ command: Command, to notification: inout Notification) throws {
        switch command {
        case .address: try notification.address(to: PhoneNumber("01022223333")!)
        case .failUnaddressed: #expect(try notification.failUnaddressed() == .notificationFailed)
        case .take: try notification.take()
        case .deliver: _ = try notification.settle(.delivered("0000"), by: .local, at: Samples.time)
        case .fail: _ = try notification.settle(.failed("3018"), by: .local, at: Samples.time)
        case .postpone: try notification.postpone(until: Samples.time + .seconds(5))
        }
    }
}
