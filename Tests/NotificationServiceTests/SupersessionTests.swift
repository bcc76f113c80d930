import Contracts
import Testing

@testable import NotificationService

@Suite struct SupersessionTests {
    private static let neverPointless: [EventType] = [
        .orderRejected, .orderCancelled, .orderRefunded, .orderExpired, .cancelRefused, .deliveryConfirmed,
    ]

    @Test func `What somebody must know is never pointless`() {
        for type in Self.neverPointless {
            for role in RecipientRole.allCases { #expect(Supersession.successors(of: type, to: role).isEmpty) }
        }
    }

    @Test func `No message makes itself pointless, and none that was overtaken overtakes`() {
        for role in RecipientRole.allCases {
            for type in EventType.allCases {
                let successors = Supersession.successors(of: type, to: role)
                #expect(!successors.contains(type))
                guard type != .deliveryClaimed, type != .deliveryReleased else { continue }
                for later in successors {
                    #expect(!Supersession.successors(of: later, to: role).contains(type), "\(type) and \(later)")
                }
            }
        }
    }

    @Test(arguments: [
        (EventType.orderPlaced, EventType.orderPaid, RecipientRole.customer, true),
        (.orderPaid, .orderCancelled, .customer, true),
        (.cookingFinished, .deliveryClaimed, .customer, true),
        (.deliveryClaimed, .deliveryReleased, .customer, true),
        (.deliveryDelivered, .deliveryConfirmed, .customer, true),
        (.paymentFailed, .orderPaid, .customer, true),
        (.cancelRequested, .cancelRefused, .customer, true),
        (.orderAccepted, .orderPaid, .customer, false),
        (.orderCancelled, .orderRefunded, .customer, false),
        (.deliveryConfirmed, .orderRefunded, .customer, false),
        (.orderCompleted, .orderCancelled, .store, true),
        (.deliveryOffered, .deliveryClaimed, .rider, true),
        (.deliveryCancelled, .deliveryClaimed, .rider, false),
    ])
    func `A step that the order has left behind`(
        earlier: EventType,
        later: EventType,
        role: RecipientRole,
        isPointless: Bool
    ) {
        #expect(Supersession.successors(of: earlier, to: role).contains(later) == isPointless)
    }

    @Test func `What was overtaken before it was sent is suppressed and says so`() async throws {
        let provider = ScriptedProvider([])
        try await withNotifications(provider: provider) { (test) async throws -> Void in
            for type: EventType in [.orderPlaced, .orderPaid, .orderCancelled, .orderRefunded] {
                try await test.consume(Samples.event(type))
            }
            try await test.drain()
            let records = try await test.records().filter { $0.role == .customer }
            #expect(records.map(\.status) == [.suppressed, .suppressed, .delivered, .delivered])
            #expect(records[0].resultCode == "SUPERSEDED" && records[0].reason?.isEmpty == false)
            #expect(provider.sent.count == 2)
        }
    }

    @Test func `Another order's messages overtake nothing`() async throws {
        try await withNotifications { (test) async throws -> Void in
            try await test.consume(Samples.event(.orderPlaced))
            var other = Samples.order()
            other.orderId = OrderID("o2")!
            try await test.consume(Samples.event(.orderPaid, other))
            try await test.drain()
            #expect(try await test.records().map(\.status) == [.delivered, .delivered])
        }
    }
}
