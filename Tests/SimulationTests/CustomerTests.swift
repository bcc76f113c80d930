import Contracts
import Testing

@testable import Simulation

@Suite("A customer")
struct CustomerTests {
    private func customer(_ change: (inout Errand) -> Void = { _ in }) -> Customer {
        Customer(number: 3, errand: Sample.errand(change), names: sampleNames, patience: 1000)
    }

    @Test("orders, pays, confirms and rates, each once")
    func wholeLife() {
        var customer = customer { $0.score = 4 }
        #expect(customer.begin(at: 0).calls.map(\.path) == ["/orders"])
        #expect(customer.answered(.order(201, .placed), at: 1).wakes == [11, 1001])
        #expect(customer.isTaken)
        #expect(customer.wake(at: 11).calls.map(\.path) == ["/payments"])
        #expect(customer.answered(.order(201, .paid), at: 12).calls.isEmpty)
        let way = [OrderStatus.paid, .accepted, .cooking, .cooked, .assigned, .pickedUp]
        for (index, status) in way.enumerated() {
            #expect(customer.hear(status, version: Int64(index + 2), at: 500).calls.isEmpty)
        }
        #expect(customer.hear(.delivered, version: 20, at: 600).wakes == [700])
        // Said again, as its time of arrival moves, and late news of what was before.
        #expect(customer.hear(.delivered, version: 21, at: 601).isEmpty)
        #expect(customer.hear(.pickedUp, version: 8, at: 602).isEmpty && customer.status == .delivered)
        #expect(customer.wake(at: 700).calls.map(\.path) == ["/orders/sim-test-o3/confirm"])
        #expect(customer.hear(.completed, version: 22, at: 700).isEmpty)
        #expect(!customer.isDone)
        #expect(
            customer.answered(.order(200, .completed, version: 22), at: 701).calls.map(\.path) == [
                "/orders/sim-test-o3/rate"
            ]
        )
        #expect(customer.answered(.order(200, .completed), at: 702).calls.isEmpty)
        #expect(customer.isDone && customer.ending == .completed && customer.complaints.isEmpty)
        #expect(customer.wake(at: 5000).isEmpty)
    }

    @Test("whose first card is declined pays with another one")
    func declinedFirst() {
        var customer = customer { $0.isDeclinedFirst = true }
        _ = customer.begin(at: 0)
        _ = customer.answered(.order(201, .placed), at: 0)
        #expect(customer.wake(at: 10).calls.first?.body["method"]?.stringValue == "decline")
        #expect(customer.answered(Answer(status: 402), at: 11).wakes == [21])
        #expect(customer.wake(at: 21).calls.first?.body["method"]?.stringValue == "card")
        #expect(customer.complaints.isEmpty)
    }

    @Test(
        "takes each end as it comes",
        arguments: [(OrderStatus.cancelled, Customer.Ending.cancelled), (.rejected, .rejected), (.expired, .expired)]
    )
    func ends(_ status: OrderStatus, _ ending: Customer.Ending) {
        var customer = customer()
        _ = customer.begin(at: 0)
        _ = customer.answered(.order(201, .placed), at: 0)
        _ = customer.hear(status, version: 2, at: 5)
        #expect(customer.ending == ending && customer.isDone)
        #expect(customer.wake(at: 10).isEmpty)
    }

    @Test("who cancels does so once, and lives with the store's decision", arguments: [200, 202, 409])
    func cancels(_ answer: Int) {
        var customer = customer { $0.cancelAfter = 50 }
        _ = customer.begin(at: 0)
        _ = customer.answered(.order(201, .placed), at: 0)
        _ = customer.wake(at: 10)
        _ = customer.answered(.order(201, .paid), at: 11)
        _ = customer.hear(.paid, version: 2, at: 11)
        #expect(customer.wake(at: 50).calls.map(\.path) == ["/orders/sim-test-o3/cancel"])
        _ = customer.answered(answer == 200 ? .order(200, .cancelled, version: 3) : Answer(status: answer), at: 51)
        #expect(customer.ending == (answer == 200 ? .cancelled : nil))
        #expect(customer.asked.contains(.cancel) && customer.complaints.isEmpty)
    }

    @Test("does not ask to cancel what is being cooked")
    func tooLate() {
        var customer = customer { $0.cancelAfter = 50 }
        _ = customer.begin(at: 0)
        _ = customer.answered(.order(201, .placed), at: 0)
        _ = customer.wake(at: 10)
        _ = customer.answered(.order(201, .paid), at: 11)
        _ = customer.hear(.cooking, version: 4, at: 40)
        #expect(customer.wake(at: 50).isEmpty)
        #expect(!customer.asked.contains(.cancel))
    }

    @Test("is turned away by a food that is sold out, and has no order then")
    func turnedAway() {
        var customer = customer()
        _ = customer.begin(at: 0)
        _ = customer.answered(Answer(status: 422), at: 1)
        #expect(customer.ending == .turnedAway && !customer.isTaken && customer.isDone)
    }

    @Test("who hears nothing asks, and hears it then")
    func asksForTheStatus() {
        var customer = customer()
        _ = customer.begin(at: 0)
        _ = customer.answered(.order(201, .placed), at: 0)
        _ = customer.wake(at: 10)
        _ = customer.answered(.order(201, .paid), at: 11)
        #expect(customer.wake(at: 1000).calls == [Call(method: .get, path: "/orderStatuses/sim-test-o3")])
        #expect(customer.answered(.order(200, .delivered, version: 9), at: 1001).wakes.sorted() == [1101, 2001])
    }

    @Test("keeps an answer that nobody should get as a complaint")
    func complains() {
        var customer = customer()
        _ = customer.begin(at: 0)
        _ = customer.answered(Answer(status: 404), at: 1)
        #expect(customer.complaints == ["sim-test-o3: place was answered 404"])
    }
}
