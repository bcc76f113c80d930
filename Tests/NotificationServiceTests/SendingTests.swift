import Contracts
import Foundation
import ServiceKit
import Storage
import TestSupport
import Testing

@testable import NotificationService

@Suite struct SendingTests {
    @Test func `A message goes from PENDING to DELIVERED and to the customer's topic`() async throws {
        try await withNotifications { (test) async throws -> Void in
            try await test.consume(Samples.event(.orderPlaced))
            try await test.drain()
            try await test.consume(Samples.event(.orderPaid))
            try await test.drain()
            let records = try await test.records()
            #expect(records.map(\.status) == [.delivered, .delivered])
            #expect(records.map(\.resultCode) == ["0000", "0000"])
            #expect(records.allSatisfy { $0.sentAt == test.clock.now && $0.version == 3 })
            #expect(
                try await test.eventTypes() == [
                    .notificationRecorded, .notificationSent, .notificationRecorded, .notificationSent,
                ]
            )
            #expect(
                try await test.copyTopics() == records.map { "baedal/v1/customers/c1/notifications/\($0.id)" }
            )
        }
    }

    @Test func `With the local provider the record is the delivery, written in the event's transaction`() async throws {
        try await withNotifications(provider: LocalProvider()) { (test) async throws -> Void in
            try await test.consume(Samples.event(.orderPaid))
            try await test.consume(Samples.event(.orderCompleted))
            #expect(try await test.records().map(\.status) == [.delivered, .pending])
            _ = try await test.service.addresser.addressBatch()
            let records = try await test.records()
            #expect(records.map(\.status) == [.delivered, .delivered])
            #expect(records.allSatisfy { $0.provider == .local && $0.attempts.count == 1 && $0.version <= 3 })
            #expect(
                try await test.eventTypes() == [
                    .notificationRecorded, .notificationSent, .notificationRecorded, .notificationSent,
                ]
            )
            #expect(try await test.service.sender.sendBatch() == false)
        }
    }

    @Test func `What is published is the contract's record, the phone masked`() async throws {
        try await withNotifications { (test) async throws -> Void in
            let event = try Samples.event(.orderPaid)
            try await test.consume(event)
            _ = try await test.service.sender.sendBatch()
            let sent = try #require(try await test.events().last)
            let record: JSONValue = try sent.decode()
            let notification = try #require(try await test.records().first)
            #expect(sent.causationID == event.id && sent.traceparent == event.traceparent)
            #expect(sent.correlationID == "o1" && sent.subject == notification.id.rawValue)
            let expected: [(String, String)] = [
                ("id", notification.id.rawValue), ("eventId", event.id), ("eventType", "OrderPaid"), ("orderId", "o1"),
                ("customerId", "c1"), ("recipientRole", "customer"), ("channel", "KAKAO_ALIMTALK"),
                ("messageType", "AT"), ("senderKey", "baedal-local"), ("templateCode", "ORDER_PAID"),
                ("title", "결제가 완료됐어요"), ("message", notification.content.message), ("recipientNo", "010****5678"),
                ("status", "DELIVERED"), ("provider", "local"), ("resultCode", "0000"),
                ("createdAt", test.clock.now.description), ("sentAt", test.clock.now.description),
            ]
            for (name, value) in expected { #expect(record[name] == .string(value), "\(name)") }
            #expect(record["templateVersion"] == .integer(1))
            #expect(record["templateParameter"]?["고객명"] == .string("김하늘"))
            #expect(
                record["buttons"]
                    == .array([
                        .object([
                            "type": .string("WL"), "name": .string("주문상세 보기"),
                            "linkMo": .string("http://127.0.0.1:8088/orders/o1"),
                            "linkPc": .string("http://127.0.0.1:8088/orders/o1"),
                        ])
                    ])
            )
            for event in try await test.events() { #expect(!event.json.contains("01012345678")) }
        }
    }

    @Test func `Stores and riders are asked for, each once a batch, and get no copy`() async throws {
        try await withNotifications { (test) async throws -> Void in
            for type: EventType in [.orderCompleted, .cancelRequested, .deliveryClaimed] {
                try await test.consume(Samples.event(type))
            }
            #expect(try await test.service.addresser.addressBatch() == false)
            #expect(test.contacts.questions.sorted() == ["r1", "s1"])
            try await test.drain()
            let records = try await test.records()
            #expect(records.allSatisfy { $0.status == .delivered })
            #expect(Set(records.filter { $0.role == .store }.map { $0.phone?.digits }) == ["0212345678"])
            #expect(Set(records.filter { $0.role == .rider }.map { $0.phone?.digits }) == ["01099998888"])
            #expect(try await test.copyTopics().count == records.count { $0.role == .customer })
        }
    }

    @Test(
        arguments: [
            (nil, "NO_RECIPIENT"), (Contact(name: "역삼분식", phone: nil), "NO_RECIPIENT"),
            (Contact(name: "역삼분식", phone: "전화 없음"), "INVALID_PHONE"),
        ]
    )
    func `A store without a number that can be called fails and says why`(
        contact: Contact?,
        code: String
    ) async throws {
        try await withNotifications { (test) async throws -> Void in
            test.contacts.set("s1", contact)
            try await test.consume(Samples.event(.orderCompleted))
            _ = try await test.service.addresser.addressBatch()
            let record = try #require(try await test.records().first)
            #expect(record.status == .failed && record.resultCode == code && record.reason != nil)
            #expect(record.content.message.contains("떡볶이 2개, 김밥 1개"))
            #expect(try await test.eventTypes() == [.notificationRecorded, .notificationFailed])
            #expect(try await test.copyTopics().isEmpty)
        }
    }

    @Test func `While a directory is away its messages wait, longer each time, and others are sent`() async throws {
        try await withNotifications { (test) async throws -> Void in
            test.contacts.setAway(true)
            try await test.consume(Samples.event(.orderCompleted))
            try await test.consume(Samples.event(.orderPaid))
            await #expect(throws: TestContacts.Away.self) { try await test.service.addresser.addressBatch() }
            _ = try await test.service.sender.sendBatch()
            #expect(try await test.records().map(\.status) == [.pending, .delivered])

            #expect(try await test.service.addresser.addressBatch() == false)
            #expect(test.contacts.questions.count == 1)
            test.clock.advance(by: .seconds(1))
            await #expect(throws: TestContacts.Away.self) { try await test.service.addresser.addressBatch() }
            let waiting = try #require(try await test.records().first)
            #expect(waiting.nextAttemptAt == test.clock.now + .seconds(2))

            test.contacts.setAway(false)
            test.clock.advance(by: .seconds(2))
            _ = try await test.service.addresser.addressBatch()
            _ = try await test.service.sender.sendBatch()
            #expect(try await test.records().map(\.status) == [.delivered, .delivered])
        }
    }

    @Test func `What is not taken is tried again, later each time, and then given up`() async throws {
        let provider = ScriptedProvider(Array(repeating: .notTaken("A910", "internal"), count: 3))
        var configuration = NotificationConfiguration()
        (configuration.tryLimit, configuration.jitter) = (3, 0)
        try await withNotifications(configuration, provider: provider) { (test) async throws -> Void in
            try await test.consume(Samples.event(.orderPaid))
            for wait in [1, 2] {
                _ = try await test.service.sender.sendBatch()
                let waiting = try #require(try await test.records().first)
                #expect(waiting.status == .pending && waiting.resultCode == "A910" && waiting.reason == "internal")
                #expect(waiting.nextAttemptAt == test.clock.now + .seconds(wait))
                #expect(try await test.service.sender.sendBatch() == false)
                test.clock.advance(by: .seconds(wait))
            }
            _ = try await test.service.sender.sendBatch()
            let dead = try #require(try await test.records().first)
            #expect(dead.status == .dead && dead.attempts.map(\.resultCode) == ["A910", "A910", "A910"])
            #expect(Set(provider.keys).count == 1)
            #expect(try await test.eventTypes() == [.notificationRecorded, .notificationFailed])
        }
    }

    @Test func `What may have been taken is uncertain in the end, not dead`() async throws {
        let provider = ScriptedProvider([.unanswered(.noAnswer), .notTaken("A910", nil)])
        var configuration = NotificationConfiguration()
        (configuration.tryLimit, configuration.jitter) = (2, 0)
        try await withNotifications(configuration, provider: provider) { (test) async throws -> Void in
            try await test.consume(Samples.event(.orderPaid))
            _ = try await test.service.sender.sendBatch()
            test.clock.advance(by: .seconds(1))
            _ = try await test.service.sender.sendBatch()
            let record = try #require(try await test.records().first)
            #expect(record.status == .uncertain && record.resultCode == "NO_ANSWER")
            test.clock.advance(by: .seconds(3600))
            #expect(try await test.service.sender.sendBatch() == false)
        }
    }

    @Test func `What a killed process had on its way goes again as the same request`() async throws {
        let provider = ScriptedProvider([nil])
        try await withNotifications(provider: provider) { (test) async throws -> Void in
            try await test.core.database.write { [now = test.clock.now] transaction in
                let other = Customer(
                    id: CustomerID(trusted: "c2"),
                    name: "이바다",
                    phone: PhoneNumber("01023456789"),
                    isMuted: false,
                    createdAt: now
                )
                try CustomerTable.insert(other, in: transaction)
            }
            try await test.consume(Samples.event(.orderPaid))
            try await test.consume(Samples.event(.orderPaid, Samples.order(customer: "c2")))
            await #expect(throws: CancellationError.self) { try await test.service.sender.sendBatch() }
            #expect(try await test.records().map(\.status) == [.sending, .sending])
            // A later one that would have gone in the same request had it been there.
            try await test.consume(Samples.event(.orderPaid, Samples.order(customer: "c1")))
            #expect(try await test.service.sender.sendBatch() == false)
            try await test.service.sender.reclaim()
            try await test.drain()
            #expect(try await test.records().map(\.status) == [.delivered, .delivered, .delivered])
            #expect(provider.sent.map(\.count) == [2, 2, 1])
            #expect(provider.sent[0] == provider.sent[1])
            #expect(provider.keys[0] == provider.keys[1] && provider.keys[1] != provider.keys[2])
        }
    }

    @Test func `To one number one message at a time, in the order of what happened`() async throws {
        let provider = ScriptedProvider([])
        try await withNotifications(provider: provider) { (test) async throws -> Void in
            for _ in 0..<3 { try await test.consume(Samples.event(.orderRefunded)) }
            let expected = try await test.records().map(\.content.message)
            try await test.drain()
            #expect(provider.sent.map(\.count) == [1, 1, 1])
            #expect(provider.sent.flatMap(\.self) == expected)
        }
    }

    @Test func `Beside each other nothing is taken twice`() async throws {
        let provider = ScriptedProvider([])
        try await withNotifications(provider: provider) { (test) async throws -> Void in
            for _ in 0..<20 { try await test.consume(Samples.event(.orderRefunded)) }
            try await withThrowingDiscardingTaskGroup { group in
                for _ in 0..<4 { group.addTask { try await test.drain() } }
            }
            try await test.drain()
            #expect(provider.sent.count == 20)
            #expect(Set(provider.keys).count == 20)
        }
    }

    @Test(.timeLimit(.minutes(1))) func `A committed record wakes the worker, a rolled back one does not`() async throws
    {
        try await withNotifications { (test) async throws -> Void in
            struct Undone: Error {}
            let bell = try #require(test.service.sender.book.toSend.bells.first)
            let effect = try await test.service.handler.effect(of: [try Samples.event(.orderPaid)])
            await #expect(throws: Undone.self) {
                try await test.core.database.write { transaction in
                    try effect(transaction)
                    throw Undone()
                }
            }
            bell.close()
            var count = 0
            for await _ in bell.rings { count += 1 }
            #expect(count == 0)
        }
        try await withNotifications { (test) async throws -> Void in
            let bell = try #require(test.service.sender.book.toSend.bells.first)
            try await test.consume(Samples.event(.orderPaid))
            bell.close()
            var count = 0
            for await _ in bell.rings { count += 1 }
            #expect(count == 1)
        }
    }

    @Test func `The figures follow the queue`() async throws {
        try await withNotifications { (test) async throws -> Void in
            try await test.consume(Samples.event(.orderPaid))
            try await test.consume(Samples.event(.orderCompleted))
            try await test.consume(Samples.event(.orderPaid, Samples.order(customer: "silent")))
            try await test.consume(Samples.event(.orderPaid, Samples.order(customer: "muted")))
            test.clock.advance(by: .seconds(90))
            let before = await test.core.metrics.render()
            #expect(before.contains("baedal_notification_queue_length 2.0"))
            #expect(before.contains("baedal_notification_oldest_pending_seconds 90.0"))
            #expect(before.contains("baedal_notifications_failed_total{provider=\"local\"} 1\n"))
            #expect(before.contains("baedal_notifications_suppressed_total{provider=\"local\"} 1\n"))
            _ = try await test.service.addresser.addressBatch()
            try await test.drain()
            let after = await test.core.metrics.render()
            #expect(after.contains("baedal_notification_queue_length 0.0"))
            #expect(after.contains("baedal_notification_oldest_pending_seconds 0.0"))
            #expect(after.contains("baedal_notifications_sent_total{provider=\"local\"} 2\n"))
        }
    }
}
