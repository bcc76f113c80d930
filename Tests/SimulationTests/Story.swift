import Contracts

@testable import Simulation

/// Three orders as they should end: one eaten, one cancelled after it was paid, one rejected.
struct Story {
    var account: Account
    var evidence = Evidence()

    init() {
        account = Account(
            orders: [
                Self.order(0, asked: [.place, .pay, .confirm], .completed, isAccepted: true),
                Self.order(1, asked: [.place, .pay, .cancel], .cancelled),
                Self.order(2, asked: [.place, .pay], .rejected, isRejected: true),
            ],
            wins: [Account.Win(rider: "r1", delivery: "d0")],
            complaints: []
        )
        let ends: [OrderStatus] = [.completed, .cancelled, .rejected]
        let paid: [PaymentStatus] = [.approved, .refunded, .refunded]
        for number in 0..<3 {
            let order = "o\(number)"
            evidence.orders[order] = Evidence.Order(status: ends[number], amount: 9000, portions: ["f0": 2])
            evidence.payments.append(Evidence.Payment(order: order, amount: 9000, status: paid[number]))
            for type in [EventType.orderPlaced, .orderPaid, .orderCompleted] { evidence.add(type, of: order) }
        }
        evidence.foods["f0"] = Evidence.Food(atFirst: 100, left: 98)
        for type in [EventType.cancelRequested, .orderCancelled, .orderRefunded] { evidence.add(type, of: "o1") }
        for type in [EventType.orderRejected, .orderRefunded] { evidence.add(type, of: "o2") }
        for type in [EventType.orderAccepted, .cookingStarted, .cookingFinished] { evidence.add(type, of: "o0") }
        for type in [EventType.deliveryPrepared, .deliveryOpened] { evidence.add(type, of: "o0") }
        for type in [EventType.deliveryClaimed, .deliveryPickedUp, .deliveryDelivered] {
            evidence.add(type, of: "o0", rider: "r1")
        }
        evidence.add(.deliveryConfirmed, of: "o0")
        evidence.records = evidence.log.values.joined().flatMap { event in
            Invariants.audience(of: event).map {
                Evidence.Record(event: event.id, role: $0, channel: "KAKAO_ALIMTALK")
            }
        }
    }

    private static func order(
        _ number: Int,
        asked: Set<Customer.Step>,
        _ ending: Customer.Ending,
        isAccepted: Bool = false,
        isRejected: Bool = false
    ) -> Account.Order {
        Account.Order(
            number: number,
            id: "o\(number)",
            isTaken: true,
            asked: asked,
            ending: ending,
            isAccepted: isAccepted,
            isRejected: isRejected
        )
    }
}

extension Evidence {
    /// One more event, at the end of its context or after the first one of a type.
    mutating func add(_ type: EventType, of order: String, rider: String? = nil, after before: EventType? = nil) {
        var events = log[type.context] ?? []
        let event = LogEvent(
            id: "e\(log.values.reduce(0) { $0 + $1.count })",
            type: type,
            sequence: Int64(events.count + 1),
            order: order,
            rider: rider,
            delivery: type.context == .delivery ? "d0" : nil,
            isPaid: true
        )
        let index = before.flatMap { type in events.firstIndex { $0.type == type } }.map { $0 + 1 }
        events.insert(event, at: index ?? events.count)
        log[type.context] = events
    }

    mutating func change(_ type: EventType, _ change: (inout LogEvent) -> Void) {
        guard let index = log[type.context]?.firstIndex(where: { $0.type == type }) else { return }
        change(&log[type.context]![index])
    }
}
