import Contracts
import Testing

@testable import DeliveryService

/// Every command in every status.
@Suite struct DeliveryTests {
    enum Command: Sendable {
        case claim(Rider)
        case release(RiderID?)
        case pick(RiderID?)
        case deliver(RiderID?)
        case open
        case cancel
        /// Long after every deadline.
        case wake
    }

    enum Outcome: Hashable, Sendable {
        case to(DeliveryStatus, EventType)
        case same
        case refused(ProblemCode)

        static let illegal = Outcome.refused(.illegalTransition)
        static let taken = Outcome.refused(.alreadyClaimed)
        static let alien = Outcome.refused(.forbidden)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let command: Command
        let status: DeliveryStatus
        let outcome: Outcome

        var testDescription: String { "\(status) \(command)" }
    }

    private static let holder = Sample.holder.id
    private static let other = Sample.other.id

    // In the order of `DeliveryStatus.allCases`: preparing, open, offered, claimed, picked up, delivered, cancelled.
    private static let table: [(Command, [Outcome])] = [
        (.claim(Sample.holder), [.illegal, .to(.claimed, .deliveryClaimed), .illegal, .same, .same, .same, .illegal]),
        (
            .claim(Sample.other),
            [.illegal, .to(.claimed, .deliveryClaimed), .illegal, .taken, .taken, .taken, .illegal]
        ),
        (
            .release(holder),
            [.illegal, .illegal, .illegal, .to(.open, .deliveryReleased), .illegal, .illegal, .illegal]
        ),
        (.release(other), [.illegal, .illegal, .illegal, .alien, .alien, .alien, .illegal]),
        (.release(nil), [.illegal, .illegal, .illegal, .to(.open, .deliveryReleased), .illegal, .illegal, .illegal]),
        (.pick(holder), [.illegal, .illegal, .illegal, .to(.pickedUp, .deliveryPickedUp), .same, .same, .illegal]),
        (.pick(other), [.illegal, .illegal, .illegal, .alien, .alien, .alien, .illegal]),
        (.pick(nil), [.illegal, .illegal, .illegal, .to(.pickedUp, .deliveryPickedUp), .same, .same, .illegal]),
        (
            .deliver(holder),
            [.illegal, .illegal, .illegal, .illegal, .to(.delivered, .deliveryDelivered), .same, .illegal]
        ),
        (.deliver(other), [.illegal, .illegal, .illegal, .alien, .alien, .alien, .illegal]),
        (
            .deliver(nil),
            [.illegal, .illegal, .illegal, .illegal, .to(.delivered, .deliveryDelivered), .same, .illegal]
        ),
        (.open, [.to(.open, .deliveryOpened), .same, .same, .same, .same, .same, .same]),
        (
            .cancel,
            [
                .to(.cancelled, .deliveryCancelled), .to(.cancelled, .deliveryCancelled),
                .to(.cancelled, .deliveryCancelled), .to(.cancelled, .deliveryCancelled), .same, .same, .same,
            ]
        ),
        (
            .wake,
            [.same, .to(.open, .deliveryOpened), .same, .to(.open, .deliveryReleased), .same, .same, .same]
        ),
    ]

    static let cases = table.flatMap { command, outcomes in
        zip(DeliveryStatus.allCases, outcomes).map { Case(command: command, status: $0, outcome: $1) }
    }

    @Test func theTableIsComplete() {
        #expect(Self.cases.count == Self.table.count * DeliveryStatus.allCases.count)
    }

    @Test(arguments: cases) func command(_ example: Case) throws {
        let before = try Sample.delivery(example.status)
        var delivery = before
        let outcome: Outcome
        do {
            let events = try Self.apply(example.command, to: &delivery)
            outcome = events.first.map { .to(delivery.status, $0.type) } ?? .same
            #expect(events.count <= 1)
            #expect(events.first?.data.status ?? delivery.status == delivery.status)
            #expect(delivery.version == before.version + events.count)
        } catch let problem as Problem {
            outcome = .refused(problem.code)
            #expect(problem.currentStatus == example.status.rawValue)
        }
        #expect(outcome == example.outcome)
        switch outcome {
        case .to: #expect(delivery != before)
        case .same, .refused: #expect(delivery == before)
        }
    }

    private static func apply(_ command: Command, to delivery: inout Delivery) throws -> [DeliveryEvent] {
        let later = Sample.now + .seconds(86_400)
        let expiry = later + .seconds(3600)
        return switch command {
        case .claim(let rider): try delivery.claim(by: rider, holding: 0, limit: 3, pickBy: expiry)
        case .release(let rider): try delivery.release(by: rider, expiresAt: expiry)
        case .pick(let rider): try delivery.pick(by: rider)
        case .deliver(let rider): try delivery.deliver(by: rider)
        case .open: delivery.open(readyAt: nil, at: later, expiresAt: expiry)
        case .cancel: delivery.cancel(reason: "고객이 취소했어요.")
        case .wake: delivery.wake(at: later, expiresAt: expiry)
        }
    }
}
