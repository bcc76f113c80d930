import Contracts
import Foundation
import ServiceKit
import Storage
import Synchronization
import TestSupport
import Testing

@testable import NotificationService

@Suite struct EventHandlerTests {
    private static let told = EventType.allCases.filter { !NotificationRules.roles(toldOf: $0).isEmpty }

    @Test(arguments: told)
    func `Each event makes one record for each role, whole and within the limits`(type: EventType) async throws {
        try await withNotifications { (test) async throws -> Void in
            let event = try Samples.event(type)
            try await test.consume(event)
            let records = try await test.records()
            #expect(records.map(\.role) == NotificationRules.roles(toldOf: type))
            for record in records {
                #expect(record.eventId == event.id && record.eventType == type && record.status == .pending)
                #expect(record.orderId == Samples.orderId && record.customerId?.rawValue == "c1")
                #expect(record.content.message.utf16.count <= 1000)
                #expect(!record.content.message.contains("#{"))
                #expect(record.content.parameters.values.allSatisfy { !$0.isEmpty })
                #expect(record.content.buttons.allSatisfy { $0.linkMo.hasPrefix("http://127.0.0.1:8088/") })
                #expect(record.traceparent == event.traceparent)
                switch record.role {
                case .customer: #expect(record.phone?.digits == "01012345678" && record.recipientId == "c1")
                case .store: #expect(record.phone == nil && record.recipientId == "s1")
                case .rider: #expect(record.phone == nil && record.recipientId == "r1")
                }
            }
            #expect(try await test.eventTypes() == records.map { _ in .notificationRecorded })
        }
    }

    @Test func `An event that comes twice makes its records once`() async throws {
        try await withNotifications { (test) async throws -> Void in
            let event = try Samples.event(.deliveryClaimed)
            try await test.consume(event)
            try await test.consume(event)
            #expect(try await test.records().map(\.role) == [.customer, .rider])
            #expect(try await test.events().count == 2)
        }
    }

    @Test func `A record keeps the order of what happened`() async throws {
        try await withNotifications { (test) async throws -> Void in
            let types: [EventType] = [.orderPlaced, .orderPaid, .orderAccepted, .cookingStarted, .deliveryPickedUp]
            for type in types { try await test.consume(Samples.event(type)) }
            #expect(try await test.records().map(\.eventType) == types)
        }
    }

    @Test func `The customer reads the food, the amount and the time`() async throws {
        try await withNotifications { (test) async throws -> Void in
            try await test.consume(Samples.event(.orderPaid, Samples.order()))
            try await test.consume(Samples.event(.orderAccepted, Samples.storeOrder()))
            let messages = try await test.records().map(\.content.message)
            #expect(
                messages == [
                    """
                    김하늘님, 결제가 완료됐어요.
                    가게에서 주문을 확인하고 있어요. 결과가 나오면 다시 알려 드릴게요.

                    ■ 주문번호: o1
                    ■ 가게: 역삼분식
                    ■ 메뉴: 떡볶이 외 1개
                    ■ 결제 금액: 12,000원
                    """,
                    """
                    김하늘님, 가게에서 주문을 받았어요.
                    조리가 시작되기 전까지는 주문을 취소할 수 있어요.

                    ■ 주문번호: o1
                    ■ 가게: 역삼분식
                    ■ 메뉴: 떡볶이 외 1개
                    ■ 조리 완료 예상: 오후 6시 20분
                    ■ 도착 예상: 오후 6시 30분
                    """,
                ]
            )
        }
    }

    @Test func `A rejection says why, and says so where there is no reason`() async throws {
        try await withNotifications { (test) async throws -> Void in
            try await test.consume(
                Samples.event(.orderRejected, Samples.storeOrder(status: .rejected, reason: "재료 소진"))
            )
            try await test.consume(Samples.event(.orderRejected, Samples.storeOrder(status: .rejected, reason: nil)))
            let messages = try await test.records().map(\.content.message)
            #expect(messages[0].hasSuffix("■ 사유: 재료 소진"))
            #expect(messages[1].hasSuffix("■ 사유: 등록된 사유 없음"))
        }
    }

    @Test func `The rider reads where to go and until when`() async throws {
        try await withNotifications { (test) async throws -> Void in
            try await test.consume(Samples.event(.deliveryClaimed, Samples.delivery()))
            try await test.consume(Samples.event(.deliveryOffered, Samples.delivery(status: .offered)))
            let messages = try await test.records().filter { $0.role == .rider }.map(\.content.message)
            for line in ["■ 픽업지: 서울 강남구 테헤란로 123", "■ 배달 지역: 강남구 역삼동", "■ 거리: 1.2km", "■ 배달료: 3,500원"] {
                #expect(messages.allSatisfy { $0.contains(line) })
            }
            #expect(messages[0].hasSuffix("■ 픽업 기한: 오후 6시 35분"))
            #expect(messages[1].hasSuffix("■ 응답 기한: 오후 6시 25분"))
        }
    }

    @Test func `A message at its longest stays within the limits`() async throws {
        try await withNotifications { (test) async throws -> Void in
            var order = Samples.order(reason: String(repeating: "사", count: 500))
            order.storeName = String(repeating: "가", count: 200)
            order.options = String(repeating: "🌶️", count: 500)
            order.items = (0..<100).map { index in
                OrderItem(
                    foodId: FoodID("f\(index)")!,
                    name: String(repeating: "음", count: 200),
                    quantity: 99,
                    price: 1
                )
            }
            order.destination.address = String(repeating: "주", count: 400)
            for type in Self.told where type.context == .order { try await test.consume(Samples.event(type, order)) }
            let records = try await test.records()
            #expect(records.count == 11)
            #expect(records.allSatisfy { ($0.content.message + ($0.content.title ?? "")).utf16.count <= 1000 })
        }
    }

    @Test func `A customer who is unknown or has no phone makes a failed record, message and all`() async throws {
        try await withNotifications { (test) async throws -> Void in
            for customer in ["stranger", "silent"] {
                try await test.consume(Samples.event(.orderPaid, Samples.order(customer: customer)))
            }
            let records = try await test.records()
            #expect(records.map(\.status) == [.failed, .failed])
            #expect(records.map(\.resultCode) == ["NO_RECIPIENT", "NO_RECIPIENT"])
            #expect(records[0].content.message.hasPrefix("고객님, 결제가 완료됐어요."))
            #expect(
                try await test.eventTypes() == [
                    .notificationRecorded, .notificationFailed, .notificationRecorded, .notificationFailed,
                ]
            )
            #expect(try await test.copyTopics().count == 2)
        }
    }

    @Test func `The muted hear of refunds and cancellations alone`() async throws {
        try await withNotifications { (test) async throws -> Void in
            let order = Samples.order(customer: "muted", status: .cancelled, payment: .refunded)
            for type: EventType in [.orderPaid, .orderCancelled, .orderRefunded] {
                try await test.consume(Samples.event(type, order))
            }
            let records = try await test.records().filter { $0.role == .customer }
            #expect(records.map(\.status) == [.suppressed, .pending, .pending])
            #expect(records[0].resultCode == "MUTED")
        }
    }

    @Test(arguments: [nil, PaymentStatus.declined])
    func `A store does not hear of the end of an order it never had`(payment: PaymentStatus?) async throws {
        try await withNotifications { (test) async throws -> Void in
            try await test.consume(Samples.event(.orderCancelled, Samples.order(status: .cancelled, payment: payment)))
            #expect(try await test.records().map(\.role) == [.customer])
        }
    }

    /// Events are read ahead, and people change their minds meanwhile.
    @Test func `Who has muted us between the reading of an event and its turn is not written to`() async throws {
        try await withNotifications { (test) async throws -> Void in
            let effect = try await test.service.handler.effect(of: [
                try Samples.event(.orderPaid), try Samples.event(.orderRefunded),
            ])
            try await test.core.database.write { transaction in
                var customer = try #require(try CustomerTable.find(CustomerID(trusted: "c1"), in: transaction))
                customer.isMuted = true
                customer.phone = PhoneNumber("01099998888")
                try CustomerTable.update(customer, in: transaction)
            }
            try await test.core.database.write(effect)
            let records = try await test.records()
            #expect(records.map(\.status) == [.suppressed, .pending])
            #expect(records.last?.phone?.digits == "01099998888")
        }
    }

    /// The clock goes on while they are read, and somebody mutes us before their turn.
    @Test func `Events that are read beside each other are written and sent in their order`() async throws {
        try await withNotifications { (test) async throws -> Void in
            let ticks = Mutex(test.clock.now)
            let handler = NotificationEventHandler(
                database: test.core.database,
                templates: test.service.handler.templates,
                book: test.service.handler.book,
                webBase: test.service.handler.webBase,
                clock: WallClock {
                    ticks.withLock { time in
                        time = time + .milliseconds(1)
                        return time
                    }
                }
            )
            let events = try (1...300).map { number in
                try Samples.event(.orderRefunded, Samples.order(customer: number.isMultiple(of: 2) ? "c1" : "muted"))
            }
            let effect = try await handler.effect(of: events)
            try await test.core.database.write { transaction in
                var customer = try #require(try CustomerTable.find(CustomerID(trusted: "c1"), in: transaction))
                customer.phone = PhoneNumber("01099998888")
                try CustomerTable.update(customer, in: transaction)
            }
            try await test.core.database.write(effect)
            let ids = events.map(\.id)
            #expect(try await test.records().map(\.eventId) == ids)
            let due = try await test.core.database.read { transaction in
                try NotificationQueue.due(at: test.clock.now + .seconds(10), limit: 300, in: transaction)
                    .compactMap { try NotificationTable.find($0.id, in: transaction)?.eventId }
            }
            #expect(due == ids)
        }
    }

    @Test func `Where there is nobody to tell nothing is recorded`() async throws {
        try await withNotifications { (test) async throws -> Void in
            try await test.consume(Samples.event(.deliveryCancelled, Samples.delivery(status: .cancelled, rider: nil)))
            try await test.consume(Samples.event(.orderAccepted, Samples.storeOrder(customer: nil)))
            #expect(try await test.records().isEmpty)
            #expect(try await test.events().isEmpty)
        }
    }

    @Test func `An event without its data is refused and leaves nothing`() async throws {
        try await withNotifications { (test) async throws -> Void in
            await #expect(throws: DecodingError.self) {
                try await test.consume(Samples.event(.orderPaid, ["orderId": "o1"]))
            }
            #expect(try await test.records().isEmpty)
        }
    }

    @Test func `A record and its event are written together or not at all`() async throws {
        try await withNotifications { (test) async throws -> Void in
            struct Undone: Error {}
            let event = try Samples.event(.orderPaid)
            let effect = try await test.service.handler.effect(of: [event])
            await #expect(throws: Undone.self) {
                try await test.core.database.write { transaction in
                    try effect(transaction)
                    throw Undone()
                }
            }
            #expect(try await test.records().isEmpty)
            #expect(try await test.events().isEmpty)
        }
    }

    @Test func `A variable without a value fails the record and says so, and the next is made`() async throws {
        try await withNotifications { (test) async throws -> Void in
            var order = Samples.order()
            order.storeName = ""
            try await test.consume(Samples.event(.orderPaid, order))
            try await test.consume(Samples.event(.orderPaid))
            let records = try await test.records()
            #expect(records.map(\.status) == [.failed, .pending])
            #expect(records[0].resultCode == "VARIABLE_MISSING" && records[0].reason != nil)
        }
    }

    @Test func `A message over the limit is a flaw`() throws {
        let template = try #require(try TemplateLibrary.bundled().template(code: "ORDER_PAID"))
        let values = Dictionary(uniqueKeysWithValues: template.variables.map { ($0.rawValue, $0.example) })
        var content = template.content(values)
        #expect(template.flaw(of: content) == nil)
        content.message = String(repeating: "가", count: 1001)
        #expect(template.flaw(of: content) == .tooLong)
    }
}
