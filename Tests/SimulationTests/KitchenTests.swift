import Contracts
import Testing

@testable import Simulation

@Suite("A kitchen")
struct KitchenTests {
    private func kitchen(cooks: Int = 1) -> Kitchen {
        Kitchen(cooks: cooks, names: sampleNames, minutesToldASecond: 1.0 / 60)
    }

    private let ok = Answer(status: 200)

    @Test("accepts, cooks and finishes")
    func wholeLife() {
        var kitchen = kitchen()
        let errand = Sample.errand()
        #expect(kitchen.hear(.received, of: 1, errand, at: 0) == [.wake(at: 20)])
        #expect(kitchen.hear(.received, of: 1, errand, at: 1).isEmpty)
        let accept = kitchen.wake(1, at: 20).calls
        #expect(accept.map(\.path) == ["/storeOrders/sim-test-o1/accept"])
        #expect(accept.first?.body["cookMinutes"] == .integer(11))
        #expect(kitchen.answered(ok, about: 1, at: 21).acts == [.wake(at: 51)])
        #expect(kitchen.wake(1, at: 51).calls.map(\.path) == ["/storeOrders/sim-test-o1/start-cook"])
        #expect(kitchen.answered(ok, about: 1, at: 52).acts == [.wake(at: 652)])
        #expect(kitchen.wake(1, at: 652).calls.map(\.path) == ["/storeOrders/sim-test-o1/finish-cook"])
        #expect(kitchen.answered(ok, about: 1, at: 653).acts.isEmpty)
        #expect(kitchen.isIdle && kitchen.accepted == [1])
    }

    @Test("cooks no more at a time than it can; the next one is begun when one is done")
    func oneAtATime() {
        var kitchen = kitchen(cooks: 1)
        for number in [1, 2] {
            _ = kitchen.hear(.received, of: number, Sample.errand(), at: 0)
            _ = kitchen.wake(number, at: 20)
            _ = kitchen.answered(ok, about: number, at: 20)
        }
        #expect(kitchen.wake(1, at: 50).calls.count == 1)
        #expect(kitchen.wake(2, at: 50).isEmpty)
        _ = kitchen.answered(ok, about: 1, at: 51)
        #expect(kitchen.wake(2, at: 60).isEmpty)
        _ = kitchen.wake(1, at: 651)
        #expect(kitchen.answered(ok, about: 1, at: 652).next == 2)
        #expect(kitchen.wake(2, at: 652).calls.map(\.path) == ["/storeOrders/sim-test-o2/start-cook"])
    }

    @Test("rejects with its reason")
    func rejects() {
        var kitchen = kitchen()
        _ = kitchen.hear(.received, of: 1, Sample.errand { $0.rejection = "재료가 떨어졌어요" }, at: 0)
        #expect(kitchen.wake(1, at: 20).calls.first?.body["reason"]?.stringValue == "재료가 떨어졌어요")
        _ = kitchen.answered(ok, about: 1, at: 21)
        #expect(kitchen.rejected == [1] && kitchen.isIdle)
    }

    @Test("lets go of what is cancelled, before the stove and at it")
    func cancelled() {
        var kitchen = kitchen()
        _ = kitchen.hear(.received, of: 1, Sample.errand(), at: 0)
        _ = kitchen.wake(1, at: 20)
        _ = kitchen.answered(ok, about: 1, at: 21)
        _ = kitchen.hear(nil, of: 1, Sample.errand(), at: 30)
        #expect(kitchen.isIdle && kitchen.wake(1, at: 51).isEmpty)
        _ = kitchen.hear(.received, of: 2, Sample.errand(), at: 60)
        _ = kitchen.wake(2, at: 80)
        _ = kitchen.answered(Answer(status: 409), about: 2, at: 81)
        #expect(kitchen.isIdle && kitchen.complaints.isEmpty)
    }

    @Test("has food ready at the time an instance wants it, and at once where that is over")
    func readyAt() {
        var kitchen = kitchen()
        _ = kitchen.hear(.received, of: 1, Sample.errand { $0.cooking = .readyAt(700) }, at: 0)
        _ = kitchen.wake(1, at: 20)
        _ = kitchen.answered(ok, about: 1, at: 20)
        _ = kitchen.wake(1, at: 50)
        #expect(kitchen.answered(ok, about: 1, at: 52).acts == [.wake(at: 700)])
    }
}
