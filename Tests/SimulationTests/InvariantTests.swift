import Contracts
import Testing

@testable import Simulation

@Suite("The invariants")
struct InvariantTests {
    /// One way to break the good story, and the invariant that must see it.
    struct Forgery: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let broken: String
        let forge: @Sendable (inout Account, inout Evidence) -> Void

        init(
            _ name: String,
            breaks broken: String,
            _ forge: @escaping @Sendable (inout Account, inout Evidence) -> Void
        ) {
            testDescription = name
            self.broken = broken
            self.forge = forge
        }
    }

    @Test("hold for a story that is true")
    func trueStory() {
        let story = Story()
        for finding in Invariants.check(story.account, story.evidence) {
            #expect(finding.faults == [], "\(finding.name)")
        }
    }

    @Test("see each forgery", arguments: forgeries)
    func forged(_ forgery: Forgery) {
        var story = Story()
        forgery.forge(&story.account, &story.evidence)
        let failed = Invariants.check(story.account, story.evidence).filter { !$0.holds }.map(\.name)
        #expect(failed.contains(forgery.broken))
    }

    static let forgeries = [
        Forgery("an order vanishes", breaks: "no order lost") { $1.orders["o0"] = nil },
        Forgery("an order has no end", breaks: "no order lost") { $1.orders["o0"]?.status = .cooking },
        Forgery("an order is completed that nobody confirmed", breaks: "no order lost") { account, _ in
            account.orders[0].asked.remove(.confirm)
        },
        Forgery("an order is cancelled that nobody cancelled", breaks: "no order lost") { account, _ in
            account.orders[1].asked.remove(.cancel)
        },
        Forgery("an accepted order is rejected", breaks: "no order lost") { account, _ in
            account.orders[2].isAccepted = true
        },
        Forgery("an order was placed twice", breaks: "no order lost") { $1.add(.orderPlaced, of: "o0") },
        Forgery("an order ended twice", breaks: "no order lost") { $1.add(.deliveryConfirmed, of: "o0") },
        Forgery("the log knows nothing of an order", breaks: "no order lost") { _, evidence in
            evidence.log[.order]?.removeAll { $0.order == "o0" }
        },
        Forgery("a second claim", breaks: "at most one winner a delivery") {
            $1.add(.deliveryClaimed, of: "o0", rider: "r2", after: .deliveryClaimed)
        },
        Forgery("picked up by another", breaks: "at most one winner a delivery") { _, evidence in
            evidence.change(.deliveryPickedUp) { $0.rider = "r2" }
        },
        Forgery("delivered twice", breaks: "at most one winner a delivery") {
            $1.add(.deliveryDelivered, of: "o0", rider: "r1")
        },
        Forgery("two riders were told", breaks: "at most one winner a delivery") { account, _ in
            account.wins.append(Account.Win(rider: "r2", delivery: "d0"))
        },
        Forgery("a record is missing", breaks: "one message record an event and role") { $1.records.removeLast() },
        Forgery("a record is there twice", breaks: "one message record an event and role") { _, evidence in
            evidence.records.append(evidence.records[0])
        },
        Forgery("a record without an event", breaks: "one message record an event and role") { _, evidence in
            evidence.records.append(Evidence.Record(event: "e999", role: .customer, channel: "KAKAO_ALIMTALK"))
        },
        Forgery("paid twice", breaks: "money adds up") { _, evidence in
            evidence.payments.append(Evidence.Payment(order: "o0", amount: 9000, status: .approved))
        },
        Forgery("paid too little", breaks: "money adds up") { $1.payments[0].amount = 1 },
        Forgery("never paid", breaks: "money adds up") { $1.payments.removeFirst() },
        Forgery("a cancelled order is not refunded", breaks: "money adds up") { $1.payments[1].status = .approved },
        Forgery("a completed order is refunded", breaks: "money adds up") { $1.payments[0].status = .refunded },
        Forgery("refunded twice in the log", breaks: "money adds up") { $1.add(.orderRefunded, of: "o1") },
        Forgery("a portion is missing", breaks: "stock adds up") { $1.foods["f0"]?.left -= 1 },
        Forgery("a portion came back twice", breaks: "stock adds up") { $1.foods["f0"]?.left += 2 },
        Forgery("the food is gone", breaks: "stock adds up") { $1.foods["f0"] = nil },
        Forgery("a gap in the log", breaks: "the log has no gaps") { $1.gaps.append("order: 7 follows 5") },
        Forgery("no rest", breaks: "the log has no gaps") { $1.isSettled = false },
        Forgery("a strange answer", breaks: "everybody was answered as the contract says") { account, _ in
            account.complaints.append("o0: confirm was answered 404")
        },
    ]

    @Test("a finding prints its first faults, and says how many more there are")
    func printed() {
        let holds = Finding(name: "money adds up", evidence: "paid", faults: [])
        #expect(holds.lines == ["ok     money adds up: paid"])
        let fails = Finding(name: "money adds up", evidence: "paid", faults: (0..<7).map { "fault \($0)" })
        #expect(fails.lines.first == "FAILED money adds up: paid")
        #expect(fails.lines.count == 7 && fails.lines.last?.contains("2 more") == true)
    }
}
