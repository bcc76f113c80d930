import Contracts
import Regions
import Testing

@testable import Simulation

@Suite("A rider")
struct RiderTests {
    private let scenario = Sample.scenario([Sample.errand(), Sample.errand()])

    private func board(_ deliveries: String...) -> Board {
        var board = Board()
        for (index, delivery) in deliveries.enumerated() {
            board.open(Board.Opening(delivery: delivery, errand: index, region: Sample.dong, store: Sample.store))
        }
        return board
    }

    private func onDuty() -> Rider {
        var rider = Rider(number: 0, shift: scenario.shifts[0], roads: scenario.roads, patience: 50)
        #expect(rider.proceed(at: 0, Board(), in: scenario).contains(.presence(isOnline: true)))
        return rider
    }

    private func ok(_ request: RiderRequest?, isReady: Bool = true) -> RiderReply {
        RiderReply(correlation: request?.correlation, isOK: true, isReady: isReady)
    }

    /// On duty with one delivery won from the board.
    private func holding() throws -> Rider {
        var rider = onDuty()
        let request = try #require(rider.proceed(at: 30, board("d0"), in: scenario).requests.first)
        _ = rider.hear(ok(request), at: 31, in: scenario)
        return rider
    }

    @Test("claims, picks up, delivers, and is free again")
    func wholeRide() throws {
        var rider = try holding()
        #expect(rider.won == ["d0"])
        let arrival = try #require(rider.proceed(at: 31, Board(), in: scenario).wakes.first)
        // The store is where the rider stands: half the service time is all.
        #expect(arrival == 61)
        let pick = rider.proceed(at: arrival, Board(), in: scenario).requests
        #expect(pick.map(\.action) == [.pick])
        #expect(rider.hear(ok(pick.first), at: 62, in: scenario).wakes == [92])
        let door = try #require(rider.proceed(at: 92, Board(), in: scenario).wakes.first)
        #expect(abs(door - (92 + Sample.store.distance(to: Sample.door) / 5 + 60)) < 0.001)
        let deliver = rider.proceed(at: door, Board(), in: scenario).requests
        #expect(deliver.map(\.action) == [.deliver])
        _ = rider.hear(ok(deliver.first), at: door, in: scenario)
        #expect(rider.delivered == 1 && rider.isDone && rider.place(at: door) == Sample.door)
    }

    @Test("who was too late does not claim it again, unless it is opened again")
    func tooLate() throws {
        var rider = onDuty()
        let claim = try #require(rider.proceed(at: 30, board("d0"), in: scenario).requests.first)
        let lost = RiderReply(correlation: claim.correlation, isOK: false, code: .alreadyClaimed)
        _ = rider.hear(lost, at: 31, in: scenario)
        #expect(rider.won.isEmpty)
        #expect(rider.proceed(at: 60, board("d0"), in: scenario).requests.isEmpty)
        _ = rider.hear(opened: "d0", at: 60)
        #expect(rider.proceed(at: 90, board("d0"), in: scenario).requests.count == 1)
    }

    @Test("asks the same again where no reply comes, and counts one of two replies")
    func asksAgain() throws {
        var rider = onDuty()
        let claim = try #require(rider.proceed(at: 30, board("d0"), in: scenario).requests.first)
        #expect(rider.proceed(at: 60, board("d0"), in: scenario).isEmpty)
        #expect(rider.proceed(at: 80, board("d0"), in: scenario).requests == [claim])
        _ = rider.hear(ok(claim), at: 81, in: scenario)
        _ = rider.hear(ok(claim), at: 82, in: scenario)
        #expect(rider.won == ["d0"] && rider.jobs.count == 1)
    }

    @Test("waits at the store until the food is ready")
    func waitsForFood() throws {
        var rider = onDuty()
        _ = rider.hear(Rider.OfferHeard(errand: 0), of: "d0", at: 0)
        let answer = try #require(rider.proceed(at: 30, Board(), in: scenario).requests.first)
        try #require(answer.action == .acceptOffer)
        _ = rider.hear(ok(answer, isReady: false), at: 31, in: scenario)
        _ = rider.proceed(at: 31, Board(), in: scenario)
        #expect(rider.proceed(at: 61, Board(), in: scenario).isEmpty)
        rider.hear(Rider.Job(delivery: "d0", errand: 0, shop: 0, isReady: true), of: "d0", at: 300)
        #expect(rider.proceed(at: 300, Board(), in: scenario).requests.map(\.action) == [.pick])
    }

    @Test("knows that the food is ready where the topic was quicker than the reply to an offer")
    func readyBeforeTheReply() throws {
        var rider = onDuty()
        let answerAt = try #require(rider.hear(Rider.OfferHeard(errand: 0), of: "d0", at: 10).wakes.first)
        let answer = try #require(rider.proceed(at: answerAt, Board(), in: scenario).requests.first)
        #expect(answer.action == .acceptOffer)
        rider.hear(Rider.Job(delivery: "d0", errand: 0, shop: 0, isReady: true), of: "d0", at: 30)
        _ = rider.hear(ok(answer, isReady: false), at: 31, in: scenario)
        let arrival = try #require(rider.proceed(at: 31, Board(), in: scenario).wakes.first)
        #expect(rider.proceed(at: arrival, Board(), in: scenario).requests.map(\.action) == [.pick])
    }

    @Test("asks for the food again where the topic was quicker than the refusal")
    func readyBeforeTheRefusal() throws {
        var rider = try holding()
        let arrival = try #require(rider.proceed(at: 31, Board(), in: scenario).wakes.first)
        let pick = try #require(rider.proceed(at: arrival, Board(), in: scenario).requests.first)
        rider.hear(Rider.Job(delivery: "d0", errand: 0, shop: 0, isReady: true), of: "d0", at: arrival)
        let refused = RiderReply(
            correlation: pick.correlation,
            isOK: false,
            code: .illegalTransition,
            currentStatus: "CLAIMED"
        )
        let again = try #require(rider.hear(refused, at: arrival + 1, in: scenario).wakes.first)
        #expect(rider.proceed(at: again, Board(), in: scenario).requests.map(\.action) == [.pick])
    }

    @Test("declines what is nobody's of this run, and what is more than can be carried")
    func declines() throws {
        var rider = onDuty()
        _ = rider.hear(Rider.OfferHeard(errand: nil), of: "foreign", at: 0)
        #expect(rider.proceed(at: 30, Board(), in: scenario).requests.map(\.action) == [.declineOffer])
        var full = onDuty()
        full.jobs = (0..<3).map { Rider.Job(delivery: "d\($0)", errand: 0, shop: 0, isReady: false) }
        _ = full.hear(Rider.OfferHeard(errand: 1), of: "d9", at: 0)
        #expect(full.proceed(at: 30, Board(), in: scenario).requests.map(\.action) == [.declineOffer])
    }

    @Test("lets go of a delivery that is cancelled on the way to the store")
    func cancelled() throws {
        var rider = try holding()
        _ = rider.proceed(at: 31, Board(), in: scenario)
        rider.hear(nil as Rider.Job?, of: "d0", at: 40)
        #expect(rider.jobs.isEmpty)
        #expect(rider.proceed(at: 61, Board(), in: scenario).requests.isEmpty)
        #expect(rider.isDone)
    }

    @Test("goes home after the shift, not before what is carried is delivered")
    func goesHome() throws {
        var shift = scenario.shifts[0]
        shift.offAt = 100
        var rider = Rider(number: 0, shift: shift, roads: scenario.roads, patience: 50)
        _ = rider.proceed(at: 0, Board(), in: scenario)
        var carrying = rider
        carrying.jobs = [Rider.Job(delivery: "d0", errand: 0, shop: 0, isReady: true, isPicked: true)]
        #expect(rider.proceed(at: 100, board("d0"), in: scenario) == [.presence(isOnline: false)])
        #expect(!carrying.proceed(at: 100, Board(), in: scenario).contains(.presence(isOnline: false)))
    }

    @Test("moves along a straight line")
    func leg() {
        let leg = Leg(from: Sample.store, to: Sample.door, departAt: 100, metersPerSecond: 5)
        #expect(leg.place(at: 0) == Sample.store)
        #expect(leg.place(at: leg.arriveAt) == Sample.door)
        let middle = leg.place(at: (100 + leg.arriveAt) / 2)
        #expect(abs(middle.distance(to: Sample.store) - middle.distance(to: Sample.door)) < 1)
        #expect(!leg.isUnderWay(at: leg.arriveAt) && leg.isUnderWay(at: 101))
    }
}
