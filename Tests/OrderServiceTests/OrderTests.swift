import Contracts
import Testing

@testable import OrderService

@Suite struct OrderTests {
    enum Command: CaseIterable { case pay, payDeclined, payOtherAmount, expire, cancel, confirm, rate }

    enum Outcome: Equatable {
        case becomes(OrderStatus, [EventType])
        case illegal
        case otherAmount
    }

    /// What is legal; everything that is not here is refused.
    static let table: [Command: [OrderStatus: Outcome]] = [
        .pay: [.placed: .becomes(.paid, [.orderPaid, .orderCompleted])],
        .payDeclined: [.placed: .becomes(.placed, [.paymentFailed])],
        .payOtherAmount: [.placed: .otherAmount],
        .expire: [.placed: .becomes(.expired, [.orderExpired])],
        .cancel: [
            .placed: .becomes(.cancelled, [.orderCancelled]), .paid: .becomes(.cancelRequested, [.cancelRequested]),
            .accepted: .becomes(.cancelRequested, [.cancelRequested]), .cancelRequested: .becomes(.cancelRequested, []),
            .cancelled: .becomes(.cancelled, []),
        ],
        .confirm: [.delivered: .becomes(.completed, [.deliveryConfirmed]), .completed: .becomes(.completed, [])],
        .rate: [.completed: .becomes(.completed, [.orderRated])],
    ]

    @Test(arguments: Command.allCases, OrderStatus.allCases)
    func everyCommandInEveryStatus(command: Command, status: OrderStatus) {
        var order = Sample.order(status)
        #expect(order.status == status)
        let before = order
        let outcome: Outcome
        do throws(OrderRefusal) {
            let events =
                switch command {
                case .pay: try order.pay(Sample.payment())
                case .payDeclined: try order.pay(Sample.payment(.declined))
                case .payOtherAmount: try order.pay(Sample.payment(amount: 12_499))
                case .expire: try order.expire()
                case .cancel: try order.cancel(reason: "마음이 바뀌었어요")
                case .confirm: try order.confirm()
                case .rate: try order.rate(.init(score: 5, comment: nil))
                }
            outcome = .becomes(order.status, events)
        } catch {
            switch error {
            case .illegal(let named):
                #expect(named == status)
                outcome = .illegal
            case .amountDiffers(let due):
                #expect(due == 12_500)
                outcome = .otherAmount
            case .ratedOtherwise:
                Issue.record("nothing was rated")
                return
            }
            #expect(order == before, "a refused command changes nothing")
        }
        #expect(outcome == Self.table[command]?[status] ?? .illegal)
    }

    @Test(arguments: storeEvents, OrderStatus.allCases)
    func everyStoreEventInEveryStatus(event: (EventType, StoreOrderStatus), status: OrderStatus) {
        var order = Sample.order(status)
        let events = order.hear(event.0, store: Sample.storeOrder(event.1, reason: "재료가 떨어졌어요"))
        let isUnderWay = ![.placed, .expired, .completed, .cancelled, .rejected].contains(status)
        let expected: (OrderStatus, [EventType]) =
            switch event.0 {
            case .orderRejected where isUnderWay: (.rejected, [.orderRefunded])
            case .storeOrderCancelled where isUnderWay: (.cancelled, [.orderCancelled, .orderRefunded])
            // As it was: the store had accepted.
            case .cancelRefused where status == .cancelRequested: (.accepted, [])
            case .orderAccepted where [.paid, .cooking, .cooked].contains(status): (.accepted, [])
            case .cookingStarted where [.paid, .accepted, .cooked].contains(status): (.cooking, [])
            case .cookingFinished where [.paid, .accepted, .cooking].contains(status): (.cooked, [])
            default: (status, [])
            }
        #expect(order.status == expected.0)
        #expect(events == expected.1)
        if expected.1.contains(.orderRefunded) {
            #expect(order.payment?.status == .refunded)
            #expect(order.reason == "재료가 떨어졌어요")
        } else {
            #expect(order.payment == Sample.order(status).payment)
        }
    }

    @Test(arguments: deliveryEvents, OrderStatus.allCases)
    func everyDeliveryEventInEveryStatus(event: (EventType, DeliveryStatus), status: OrderStatus) {
        var order = Sample.order(status)
        order.hear(event.0, delivery: Sample.delivery(event.1, rider: "r7"))
        let expected: OrderStatus =
            switch (event.1, status) {
            case (_, .placed), (_, .expired), (_, .completed), (_, .cancelled), (_, .rejected), (_, .cancelRequested):
                status
            // What was delivered stays so.
            case (_, .delivered): .delivered
            case (.claimed, _): .assigned
            case (.pickedUp, _): .pickedUp
            case (.delivered, _): .delivered
            // Back to the kitchen's part.
            case (_, .assigned), (_, .pickedUp): .cooked
            case (_, _): status
            }
        #expect(order.status == expected)
        if [.assigned, .pickedUp].contains(expected) { #expect(order.riderId == RiderID(trusted: "r7")) }
        if [.paid, .accepted, .cooking, .cooked].contains(expected) { #expect(order.riderId == nil) }
    }

    /// The rider's events may be heard before the store's: the furthest known part counts.
    @Test func theStreamsMayComeInAnyOrder() {
        var order = Sample.order(.paid)
        order.hear(.deliveryPrepared, delivery: Sample.delivery(.preparing))
        #expect(order.status == .paid)
        order.hear(.deliveryOpened, delivery: Sample.delivery(.open))
        order.hear(.deliveryClaimed, delivery: Sample.delivery(.claimed, rider: "r1"))
        #expect(order.status == .assigned)
        _ = order.hear(.orderAccepted, store: Sample.storeOrder(.accepted))
        _ = order.hear(.cookingStarted, store: Sample.storeOrder(.cooking))
        #expect(order.status == .assigned)
        order.hear(.deliveryDelivered, delivery: Sample.delivery(.delivered, rider: "r1"))
        _ = order.hear(.cookingFinished, store: Sample.storeOrder(.cooked))
        #expect(order.status == .delivered)
        #expect(throws: Never.self) { try order.confirm() }
    }

    @Test func aCancelRaceEndsAsTheStoreSays() throws {
        var refused = Sample.order(.accepted)
        _ = try refused.cancel(reason: "늦어서요")
        // The store had begun before it heard of the cancellation.
        #expect(refused.hear(.cookingStarted, store: Sample.storeOrder(.cooking)) == [])
        #expect(refused.status == .cancelRequested)
        #expect(refused.hear(.cancelRefused, store: Sample.storeOrder(.cooking)) == [])
        #expect(refused.status == .cooking)
        #expect(refused.reason == nil)
        #expect(throws: OrderRefusal.illegal(.cooking)) { try refused.cancel(reason: nil) }

        var granted = Sample.order(.accepted)
        _ = try granted.cancel(reason: "늦어서요")
        #expect(
            granted.hear(.storeOrderCancelled, store: Sample.storeOrder(.cancelled)) == [
                .orderCancelled, .orderRefunded,
            ]
        )
        #expect(granted.status == .cancelled)
        #expect(granted.reason == "늦어서요")

        // The store rejected while the customer's wish was on its way.
        var rejected = Sample.order(.paid)
        _ = try rejected.cancel(reason: nil)
        #expect(rejected.hear(.orderRejected, store: Sample.storeOrder(.rejected, reason: "품절")) == [.orderRefunded])
        #expect(rejected.status == .rejected)
    }

    @Test(arguments: [EventType.orderRejected, .storeOrderCancelled], [EventType.orderRejected, .storeOrderCancelled])
    func theMoneyGoesBackOnce(first: EventType, second: EventType) {
        var order = Sample.order(.paid)
        let status: [EventType: StoreOrderStatus] = [.orderRejected: .rejected, .storeOrderCancelled: .cancelled]
        #expect(order.hear(first, store: Sample.storeOrder(status[first] ?? .received)).contains(.orderRefunded))
        let ended = order.status
        #expect(order.hear(second, store: Sample.storeOrder(status[second] ?? .received)) == [])
        #expect(order.status == ended)
        #expect(order.payment?.status == .refunded)
    }

    @Test func anUnpaidOrderHasNothingToGiveBack() throws {
        var order = Sample.order(.placed)
        _ = try order.pay(Sample.payment(.declined))
        #expect(try order.cancel(reason: nil) == [.orderCancelled])
        #expect(order.payment?.status == .declined)
    }

    @Test func aRatingIsGivenOnce() throws {
        var order = Sample.order(.completed)
        #expect(try order.rate(.init(score: 4, comment: "맛있어요")) == [.orderRated])
        #expect(try order.rate(.init(score: 4, comment: "맛있어요")) == [])
        #expect(throws: OrderRefusal.ratedOtherwise) { try order.rate(.init(score: 5, comment: "맛있어요")) }
        #expect(order.rating?.score == 4)
    }

    @Test func aDeclinedPaymentMayBeTriedAgain() throws {
        var order = Sample.order(.placed)
        #expect(try order.pay(Sample.payment(.declined)) == [.paymentFailed])
        #expect(try order.pay(Sample.payment(id: "p2")) == [.orderPaid, .orderCompleted])
        #expect(order.payment?.id == PaymentID(trusted: "p2"))
    }

    @Test(arguments: OrderStatus.allCases)
    func theActionsShownAreTheLegalOnes(status: OrderStatus) {
        let order = Sample.order(status)
        func isLegal(_ command: (inout Order) throws -> [EventType]) -> Bool {
            var copy = order
            return (try? command(&copy))?.isEmpty == false
        }
        var legal: [String] = []
        if isLegal({ try $0.pay(Sample.payment()) }) { legal.append("pay") }
        if isLegal({ try $0.cancel(reason: nil) }) { legal.append("cancel") }
        if isLegal({ try $0.confirm() }) { legal.append("confirm") }
        if isLegal({ try $0.rate(.init(score: 1, comment: nil)) }) { legal.append("rate") }
        #expect(order.legalActions == legal)
    }
}
