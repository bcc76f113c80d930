import Contracts
import Testing

@testable import NotificationService

/// Every command in every status: what it leads to, or that it is refused.
@Suite struct NotificationCommandTests {
    enum Command: String, CaseIterable {
        case address, fail, suppress, take, deliverByRecording, postpone, reclaim
        case settleDelivered, settleAccepted, settleRefused, settleRefusedAsAlimtalk, settleNotTaken, settleUnanswered
        case settleNotTakenForTheLastTime, settleUnansweredForTheLastTime
        case reportDelivered, reportDeliveredAsText, reportAlimtalkFailed, reportFailed, reportUncertain
        case inquireAgain, inquireInVain, resend
    }

    private static let reports: [Command: NotificationStatus] = [
        .reportDelivered: .delivered, .reportDeliveredAsText: .fallbackSent, .reportAlimtalkFailed: .accepted,
        .reportFailed: .failed, .reportUncertain: .uncertain,
    ]

    private static let legal: [NotificationStatus: [Command: NotificationStatus]] = [
        .pending: [
            .address: .pending, .fail: .failed, .suppress: .suppressed, .take: .sending,
            .deliverByRecording: .delivered, .postpone: .pending,
        ],
        .sending: reports.merging([
            .reclaim: .pending, .settleDelivered: .delivered, .settleAccepted: .accepted, .settleRefused: .failed,
            .settleRefusedAsAlimtalk: .pending, .settleNotTaken: .pending, .settleUnanswered: .pending,
            .settleNotTakenForTheLastTime: .dead, .settleUnansweredForTheLastTime: .uncertain,
        ]) { first, _ in first },
        .accepted: reports.merging([.inquireAgain: .accepted, .inquireInVain: .uncertain]) { first, _ in first },
        .uncertain: reports.merging([.inquireAgain: .uncertain, .inquireInVain: .uncertain]) { first, _ in first },
        .failed: [.resend: .pending],
        .dead: [.resend: .pending],
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
        #expect(throws: NotificationRefusal(status: .pending)) { try notification.take(under: "k") }
    }

    @Test func `A delivery is written down with its attempt`() throws {
        var notification = Samples.notification()
        try notification.take(under: "k")
        let type = try notification.settle(.delivered("0000"), by: .local, retry: Self.retry, at: Samples.time)
        #expect(type == .notificationSent)
        #expect(notification.sentAt == Samples.time)
        #expect(notification.provider == .local)
        #expect(notification.attempts == [.init(at: Samples.time, provider: .local, resultCode: "0000")])
        #expect(notification.version == 3)
    }

    @Test func `A failure keeps the provider's code and no time of sending`() throws {
        var notification = Samples.notification(.sending)
        let type = try notification.settle(.refused("3018", "x"), by: .local, retry: Self.retry, at: Samples.time)
        #expect(type == .notificationFailed && notification.reason == "x")
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

    @Test func `One that may have gone out is neither suppressed nor sent under another key`() throws {
        var notification = Samples.notification(.sending)
        notification.dispatchKey = "k"
        _ = try notification.settle(.notTaken("A910", nil), by: .bizgo, retry: Self.retry, at: Samples.time)
        #expect(notification.status == .pending && notification.dispatchKey == "k")
        #expect(throws: NotificationRefusal(status: .pending)) { try notification.suppress(.superseded) }
        #expect(throws: NotificationRefusal(status: .pending)) { try notification.take(under: "other") }
        try notification.take(under: "k")
    }

    @Test func `A result proves that a waiting one was taken`() throws {
        var notification = Samples.notification()
        notification.dispatchKey = "k"
        let type = try notification.report(.delivered("10000"), messageKey: "m", by: .bizgo, at: Samples.time)
        #expect(type == .notificationSent && notification.status == .delivered && notification.messageKey == "m")
    }

    @Test func `A failed AlimTalk waits for its text message, and without one has failed`() throws {
        var notification = Samples.notification(.accepted)
        notification.sentAt = Samples.time
        let finding = DeliveryFinding.alimtalkFailed("3018", "no")
        #expect(try notification.report(finding, messageKey: "m", by: .bizgo, at: Samples.time) == nil)
        #expect(notification.status == .accepted && notification.resultCode == "3018")
        let before = notification
        #expect(try notification.report(finding, messageKey: "m", by: .bizgo, at: Samples.time) == nil)
        #expect(notification == before)
        let later = Samples.time + .seconds(3600)
        #expect(try notification.report(finding, messageKey: "m", by: .bizgo, at: later) == .notificationFailed)
        #expect(notification.status == .failed)
    }

    @Test func `Sent again, one that was given up keeps its key for a day, one that has failed gets a new one`() throws
    {
        func resent(_ status: NotificationStatus, after wait: Duration) throws -> String? {
            var notification = Samples.notification(status)
            notification.dispatchKey = "k"
            notification.attempts = [.init(at: Samples.time, provider: .bizgo, resultCode: "A910")]
            try notification.resend(to: nil, at: Samples.time + wait)
            return notification.dispatchKey
        }
        #expect(try resent(.dead, after: .seconds(60)) == "k")
        #expect(try resent(.dead, after: .seconds(24 * 3600)) == nil)
        #expect(try resent(.failed, after: .seconds(60)) == nil)
    }

    @Test func `A record keeps the last of its attempts`() {
        var notification = Samples.notification()
        for index in 0..<30 { notification.note("\(index)", by: .bizgo, at: Samples.time) }
        #expect(notification.attempts.map(\.resultCode) == (10..<30).map(String.init))
    }

    private static let retry = RetryRule(limit: 12, next: Samples.time + .seconds(1))
    private static let lastTry = RetryRule(limit: 1, next: Samples.time)

    private func apply(_ command: Command, to notification: inout Notification) throws {
        func settle(_ outcome: SendOutcome, _ retry: RetryRule = Self.retry) throws {
            _ = try notification.settle(outcome, by: .bizgo, retry: retry, at: Samples.time)
        }
        func report(_ finding: DeliveryFinding) throws {
            _ = try notification.report(finding, messageKey: "m", by: .bizgo, at: Samples.time)
        }
        switch command {
        case .address: try notification.address(to: PhoneNumber("01022223333")!)
        case .fail: #expect(try notification.fail(.noRecipient) == .notificationFailed)
        case .suppress: #expect(try notification.suppress(.superseded) == .notificationFailed)
        case .take: try notification.take(under: "k")
        case .deliverByRecording: #expect(try notification.deliver(by: .local, at: Samples.time) == .notificationSent)
        case .postpone: try notification.postpone(until: Samples.time + .seconds(5))
        case .reclaim: try notification.reclaim(at: Samples.time)
        case .settleDelivered: try settle(.delivered("0000"))
        case .settleAccepted: try settle(.accepted(messageKey: "m", code: "A000", inquireAt: Samples.time))
        case .settleRefused: try settle(.refused("A306", nil))
        case .settleRefusedAsAlimtalk: try settle(.refusedAsAlimtalk("A505", nil))
        case .settleNotTaken: try settle(.notTaken("A910", nil))
        case .settleUnanswered: try settle(.unanswered(.noAnswer))
        case .settleNotTakenForTheLastTime: try settle(.notTaken("A910", nil), Self.lastTry)
        case .settleUnansweredForTheLastTime: try settle(.unanswered(.noAnswer), Self.lastTry)
        case .reportDelivered: try report(.delivered("10000"))
        case .reportDeliveredAsText: try report(.deliveredAsText("10000"))
        case .reportAlimtalkFailed: try report(.alimtalkFailed("3018", nil))
        case .reportFailed: try report(.failed("3018", nil))
        case .reportUncertain: try report(.uncertain("3005", nil))
        case .inquireAgain:
            _ = try notification.inquireAgain(at: Samples.time + .seconds(9), now: Samples.time)
        case .inquireInVain:
            _ = try notification.inquireAgain(at: Samples.time, now: Samples.time + Notification.openFor)
        case .resend: try notification.resend(to: nil, at: Samples.time)
        }
    }
}
