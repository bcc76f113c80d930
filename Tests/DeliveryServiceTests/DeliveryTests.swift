import Contracts
import Testing

@testable import DeliveryService

/// Every command in every status, with the food ready and not.
@Suite struct DeliveryTests {
    enum Command: Sendable {
        case claim(Rider)
        case accept(Rider)
        case decline(Rider, DispatchMode)
        case release(RiderID?)
        case pick(RiderID?)
        case deliver(RiderID?)
        case offer(Rider)
        case ready(DispatchMode)
        case cancel
        /// Long after every deadline.
        case wake(DispatchMode)
        case holderIsGone
        case waitForNoOffer
        case retime
    }

    enum Outcome: Hashable, Sendable {
        case to(DeliveryStatus, [EventType])
        case same
        case refused(ProblemCode)
    }

    /// A status, and whether the food is ready.
    struct Situation: Sendable {
        let status: DeliveryStatus
        var isReady = true
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let command: Command
        let situation: Situation
        let outcome: Outcome

        var testDescription: String { "\(situation) \(command)" }
    }

    private static let situations = [
        Situation(status: .preparing, isReady: false), Situation(status: .preparing), Situation(status: .open),
        Situation(status: .offered, isReady: false), Situation(status: .offered),
        Situation(status: .claimed, isReady: false), Situation(status: .claimed), Situation(status: .pickedUp),
        Situation(status: .delivered), Situation(status: .cancelled),
    ]

    private static let no = Outcome.refused(.illegalTransition)
    private static let taken = Outcome.refused(.alreadyClaimed)
    private static let alien = Outcome.refused(.forbidden)
    private static let won = Outcome.to(.claimed, [.deliveryClaimed])
    private static let asked = Outcome.to(.offered, [.deliveryOffered])
    private static let waits = Outcome.to(.preparing, [.deliveryReleased])
    private static let back = Outcome.to(.open, [.deliveryReleased])
    private static let opened = Outcome.to(.open, [.deliveryOpened])
    private static let gone = Outcome.to(.cancelled, [.deliveryCancelled])
    private static let declined = Outcome.to(.preparing, [.offerDeclined])
    private static let expired = Outcome.to(.preparing, [.offerExpired])
    private static func retimed(_ status: DeliveryStatus) -> Outcome { .to(status, [.deliveryPrepared]) }

    private static let holder = Sample.holder.id
    private static let other = Sample.other.id

    // Preparing: cooking, ready. Open. Offered: cooking, ready. Claimed: cooking, ready. Picked up, delivered, cancelled.
    private static let table: [(Command, [Outcome])] = [
        (.claim(Sample.holder), [no, no, won, no, no, .same, .same, .same, .same, no]),
        (.claim(Sample.other), [no, no, won, no, no, taken, taken, taken, taken, no]),
        (.accept(Sample.holder), [no, no, no, won, won, .same, .same, .same, .same, no]),
        (.accept(Sample.other), [no, no, no, alien, alien, taken, taken, taken, taken, no]),
        (.decline(Sample.holder, .auto), [no, no, no, declined, declined, no, no, no, no, no]),
        (
            .decline(Sample.holder, .board),
            [no, no, no, declined, .to(.open, [.offerDeclined, .deliveryOpened]), no, no, no, no, no]
        ),
        (.decline(Sample.other, .auto), [no, no, no, alien, alien, taken, taken, taken, taken, no]),
        (.release(holder), [no, no, no, no, no, waits, back, no, no, no]),
        (.release(other), [no, no, no, no, no, alien, alien, alien, alien, no]),
        (.release(nil), [no, no, no, no, no, waits, back, no, no, no]),
        (.pick(holder), [no, no, no, no, no, no, .to(.pickedUp, [.deliveryPickedUp]), .same, .same, no]),
        (.pick(other), [no, no, no, no, no, alien, alien, alien, alien, no]),
        (.pick(nil), [no, no, no, no, no, no, .to(.pickedUp, [.deliveryPickedUp]), .same, .same, no]),
        (.deliver(holder), [no, no, no, no, no, no, no, .to(.delivered, [.deliveryDelivered]), .same, no]),
        (.deliver(other), [no, no, no, no, no, alien, alien, alien, alien, no]),
        (.deliver(nil), [no, no, no, no, no, no, no, .to(.delivered, [.deliveryDelivered]), .same, no]),
        (.offer(Sample.holder), [asked, asked, asked, .same, .same, no, no, no, no, no]),
        (.offer(Sample.other), [asked, asked, asked, no, no, no, no, no, no, no]),
        (
            .ready(.board),
            [opened, .same, .same, retimed(.offered), .same, retimed(.claimed), .same, .same, .same, .same]
        ),
        (
            .ready(.auto),
            [
                retimed(.preparing), .same, .same, retimed(.offered), .same, retimed(.claimed), .same, .same, .same,
                .same,
            ]
        ),
        (.cancel, [gone, gone, gone, gone, gone, gone, gone, .same, .same, .same]),
        (.wake(.auto), [.same, opened, opened, expired, expired, .same, back, .same, .same, .same]),
        (
            .wake(.board),
            [
                .same, opened, opened, expired, .to(.open, [.offerExpired, .deliveryOpened]), .same, back, .same, .same,
                .same,
            ]
        ),
        (.holderIsGone, [.same, .same, .same, .same, .same, waits, back, .same, .same, .same]),
        (.waitForNoOffer, [.same, opened, .same, .same, .same, .same, .same, .same, .same, .same]),
        (
            .retime,
            [
                retimed(.preparing), retimed(.preparing), retimed(.open), retimed(.offered), retimed(.offered),
                retimed(.claimed), retimed(.claimed), retimed(.pickedUp), .same, .same,
            ]
        ),
    ]

    static let cases = table.flatMap { command, outcomes in
        zip(situations, outcomes).map { Case(command: command, situation: $0, outcome: $1) }
    }

    @Test func theTableIsComplete() {
        #expect(Self.cases.count == Self.table.count * Self.situations.count)
        #expect(Set(Self.situations.map(\.status)) == Set(DeliveryStatus.allCases))
    }

    @Test(arguments: cases) func command(_ example: Case) throws {
        let before = try Sample.delivery(example.situation.status, isReady: example.situation.isReady)
        #expect(before.status == example.situation.status)
        #expect(before.isReady == example.situation.isReady)
        var delivery = before
        let outcome: Outcome
        do {
            let events = try Self.apply(example.command, to: &delivery)
            outcome = events.isEmpty ? .same : .to(delivery.status, events.map(\.type))
            #expect(events.last?.data.status ?? delivery.status == delivery.status)
            #expect(delivery.version == before.version + events.count)
        } catch let problem as Problem {
            outcome = .refused(problem.code)
            #expect(problem.currentStatus == example.situation.status.rawValue)
        }
        #expect(outcome == example.outcome)
        switch outcome {
        case .to: #expect(delivery != before)
        case .same, .refused: #expect(delivery == before)
        }
    }

    private static func apply(_ command: Command, to delivery: inout Delivery) throws -> [DeliveryEvent] {
        let terms = Sample.terms(at: Sample.now + .seconds(1))
        let later = Sample.terms(at: Sample.now + .seconds(86_400))
        return switch command {
        case .claim(let rider): try delivery.claim(by: rider, holding: 0, terms)
        case .accept(let rider): try delivery.accept(by: rider, holding: 0, terms)
        case .decline(let rider, let mode): try delivery.decline(by: rider.id, mode: mode, terms)
        case .release(let rider): try delivery.release(by: rider, terms)
        case .pick(let rider): try delivery.pick(by: rider)
        case .deliver(let rider): try delivery.deliver(by: rider)
        case .offer(let rider): try delivery.offer(to: rider, Sample.offer, holding: 0, terms)
        case .ready(let mode): delivery.ready(readyAt: nil, mode: mode, terms)
        case .cancel: delivery.cancel(reason: "고객이 취소했어요.")
        case .wake(let mode): delivery.wake(mode: mode, later)
        case .holderIsGone: delivery.holderIsGone(terms)
        case .waitForNoOffer: delivery.waitForNoOffer(terms)
        case .retime: delivery.retime()
        }
    }
}
