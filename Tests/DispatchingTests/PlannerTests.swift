import Dispatching
import Testing

@Suite("Planner")
struct PlannerTests {
    @Test("The nearer rider goes, as late as costs nobody anything, and the parts of the score say why")
    func nearest() throws {
        let situation = Situation(
            now: 0,
            couriers: [courier("far", at(9)), courier("near", at(4))],
            jobs: [job("j", to: at(0, 10), readyAt: 20)]
        )
        let plan = planner().plan(situation)
        let assignment = try #require(plan.assignments.first)
        #expect(plan.assignments.count == 1)
        #expect(assignment.courier == "near")
        #expect(assignment.jobs == ["j"])
        #expect(assignment.turn == 0)
        // Ready at 20: there at 18, so off at 14. Then 2 to leave, 10 to ride, 2 to hand over.
        #expect(assignment.departAt == 14)
        #expect(assignment.pickupAt == 20)
        #expect(assignment.dropoffsAt == [34])
        #expect(!assignment.isDue)
        #expect(assignment.score.excess == 0)
        #expect(assignment.score.lateness == 0)
        // 4 and 2 to the pickup, 14 to the drop-off, 2 to leave.
        #expect(assignment.score.riderMinutes == 22)
        #expect(abs(assignment.score.total - 22 * Parameters().riderMinuteWeight) < 1e-9)
    }

    @Test(
        "It is due when it must leave before the next plan",
        arguments: [(13.0, false), (13.5, true), (14, true), (17, true)]
    )
    func due(_ now: Double, _ isDue: Bool) throws {
        let jobs = [job("j", to: at(0, 10), readyAt: 20)]
        let plan = planner().plan(Situation(now: now, couriers: [courier("c", at(4))], jobs: jobs))
        let assignment = try #require(plan.assignments.first)
        #expect(assignment.isDue == isDue)
        #expect(assignment.pickupAt == max(20, now + 6))
        #expect(assignment.score.excess == max(0, now - 14))
    }

    @Test("Two jobs and two riders: not each to its nearest, but both best served")
    func together() {
        let couriers = [courier("a", at(0)), courier("b", at(8))]
        let left = restaurant("left", at(-6))
        let right = restaurant("right", at(1))
        let jobs = [
            job("l", from: left, to: at(-6, 5), readyAt: 1), job("r", from: right, to: at(1, 5), readyAt: 1),
        ]
        let plan = planner().plan(Situation(now: 0, couriers: couriers, jobs: jobs))
        #expect(plan.byJob == ["l": "a", "r": "b"])
    }

    @Test("One rider takes two of a restaurant together, in the order of their doors")
    func bundle() throws {
        let jobs = [job("far", to: at(0, 12), readyAt: 5), job("near", to: at(0, 10), readyAt: 5)]
        let plan = planner().plan(Situation(now: 0, couriers: [courier("c", at(0))], jobs: jobs))
        let assignment = try #require(plan.assignments.first)
        #expect(plan.assignments.count == 1)
        #expect(assignment.jobs == ["near", "far"])
        // Ready 5, 2 to leave, 10 to ride, 2 before and 2 after the first door, 2 to ride, 2 before the second.
        #expect(assignment.dropoffsAt == [19, 25])
    }

    @Test("Doors in opposite directions are served one after the other, the second as a later trip")
    func later() {
        let jobs = [job("east", to: at(20), readyAt: 5), job("west", to: at(-20), readyAt: 30)]
        let plan = planner { $0.bundleSpread = 12 }
            .plan(Situation(now: 0, couriers: [courier("c", at(0))], jobs: jobs))
        #expect(plan.assignments.map(\.jobs) == [["east"], ["west"]])
        #expect(plan.assignments.map(\.turn) == [0, 1])
        // 31 from the east door, back by 51, and 2 to pick up.
        #expect(plan.assignments[1].pickupAt == 53)
        #expect(!plan.assignments[1].isDue)
    }

    @Test("A bundle is never larger than what the rider has room for", arguments: 0...3)
    func room(_ room: Int) {
        let jobs = (0..<3).map { job("j\($0)", to: at(0, 10 + Double($0) / 4), readyAt: 5) }
        let plan = planner().plan(Situation(now: 0, couriers: [courier("c", at(0), room: room)], jobs: jobs))
        #expect(plan.assignments.first?.jobs.count ?? 0 == room)
        #expect(plan.unassigned.isEmpty == (room > 0))
    }

    @Test("No pickup after the end of a shift", arguments: [(21.9, false), (22, true)])
    func shift(_ off: Double, _ isTaken: Bool) {
        let jobs = [job("j", to: at(0, 10), readyAt: 1)]
        let plan = planner().plan(Situation(now: 0, couriers: [courier("c", at(20), off: off)], jobs: jobs))
        #expect(plan.assignments.isEmpty != isTaken)
        #expect(plan.unassigned == (isTaken ? [] : ["j"]))
    }

    @Test("Who is under way begins when and where the last stop is done")
    func stops() throws {
        var busy = courier("busy", at(5), from: 0)
        busy.stops = [.pickup(at(0), readyAt: 10), .dropoff(at(3))]
        let jobs = [job("j", to: at(0, 10), readyAt: 1)]
        let plan = planner().plan(Situation(now: 0, couriers: [busy], jobs: jobs))
        // At the kitchen at 5, food at 10, off at 12, there at 15, done at 19, back at 22, food at 24.
        #expect(plan.assignments.first?.pickupAt == 24)
        #expect(plan.assignments.first?.departAt == 19)
        #expect(plan.assignments.first?.isDue == false)
    }

    @Test("Nobody, nothing, neither")
    func empty() {
        let jobs = [job("b", to: at(3), readyAt: 9), job("a", to: at(3), readyAt: 5)]
        #expect(planner().plan(Situation(now: 0, couriers: [], jobs: [])).assignments.isEmpty)
        #expect(planner().plan(Situation(now: 0, couriers: [courier("c", at(0))], jobs: [])).assignments.isEmpty)
        #expect(planner().plan(Situation(now: 0, couriers: [], jobs: jobs)).unassigned == ["a", "b"])
    }

    @Test("Rankings name the best riders of each job, the best first, and no more than asked for")
    func rankings() throws {
        let couriers = (0..<6).map { courier("c\($0)", at(Double(10 - $0))) }
        let jobs = [job("j", to: at(0, 10), readyAt: 2)]
        let plan = planner { $0.rankingLength = 4 }.plan(Situation(now: 0, couriers: couriers, jobs: jobs))
        let ranking = try #require(plan.rankings["j"])
        #expect(ranking.map(\.courier) == ["c5", "c4", "c3", "c2"])
        #expect(ranking.map(\.pickupAt) == [7, 8, 9, 10])
        #expect(ranking.map(\.dropoffAt) == [21, 22, 23, 24])
        #expect(ranking.map(\.score.excess) == [5, 6, 7, 8])
        #expect(ranking.map(\.score.total) == ranking.map(\.score.total).sorted())
        #expect(plan.assignments.first?.score == ranking.first?.score)
    }
}

extension Plan {
    /// Who has which job.
    var byJob: [String: String] {
        Dictionary(assignments.flatMap { one in one.jobs.map { ($0, one.courier) } }, uniquingKeysWith: { $1 })
    }
}
