import Dispatching
import Testing

@Suite("A plan depends on the situation alone")
struct DeterminismTests {
    @Test("However it is written down, the same situation gives the same plan", arguments: 0..<8)
    func order(_ seed: Int) {
        let situation = Self.situation(seed, couriers: 25, jobs: 40)
        let first = Self.describe(Self.planner.plan(situation))
        var generator = SeededGenerator(seed + 100)
        for _ in 0..<3 {
            var shuffled = situation
            shuffled.couriers.shuffle(using: &generator)
            shuffled.jobs.shuffle(using: &generator)
            shuffled.demand.shuffle(using: &generator)
            #expect(Self.describe(Self.planner.plan(shuffled)) == first)
        }
    }

    @Test("Each job once, each rider's trips one after another, and every number finite", arguments: 0..<20)
    func isPlan(_ seed: Int) {
        let situation = Self.situation(seed, couriers: 5 + seed, jobs: 45 - seed)
        let plan = Self.planner.plan(situation)
        let jobs = plan.assignments.flatMap(\.jobs) + plan.unassigned
        #expect(jobs.sorted() == situation.jobs.map(\.id).sorted())
        for (_, trips) in Dictionary(grouping: plan.assignments, by: \.courier) {
            let inOrder = trips.sorted { $0.turn < $1.turn }
            #expect(inOrder.map(\.turn) == Array(0..<trips.count))
            for (one, next) in zip(inOrder, inOrder.dropFirst()) { #expect(next.departAt >= one.dropoffsAt.last!) }
        }
        for assignment in plan.assignments {
            #expect(assignment.score.total.isFinite)
            #expect(assignment.score.excess >= -1e-9)
            #expect(assignment.departAt >= situation.now)
            #expect(assignment.dropoffsAt.count == assignment.jobs.count)
        }
    }

    private static let planner = DispatchingTests.planner {
        $0.rankingLength = 3
        $0.movesAhead = true
    }

    private static func situation(_ seed: Int, couriers: Int, jobs: Int) -> Situation {
        var generator = SeededGenerator(seed)
        func place() -> Location {
            at(Double.random(in: -12...12, using: &generator), Double.random(in: -12...12, using: &generator))
        }
        let restaurants = (0..<12).map { restaurant("r\($0)", place()) }
        return Situation(
            now: 100,
            couriers: (0..<couriers).map { index in
                courier("c\(index)", place(), from: 90 + Double(Int.random(in: 0...30, using: &generator)))
            },
            jobs: (0..<jobs).map { index in
                let placedAt = Double(Int.random(in: 70...100, using: &generator))
                let ready = placedAt + Double(Int.random(in: 1...35, using: &generator))
                let kitchen = restaurants.randomElement(using: &generator)!
                return job("j\(index)", from: kitchen, to: place(), placedAt: placedAt, readyAt: ready)
            },
            demand: (0..<40).map { _ in
                let placedAt = Double(Int.random(in: 40...99, using: &generator))
                let kitchen = restaurants.randomElement(using: &generator)!
                return PastOrder(restaurant: kitchen, dropoff: place(), placedAt: placedAt, readyAt: placedAt + 15)
            }
        )
    }

    private static func describe(_ plan: Plan) -> String {
        let rankings = plan.rankings.sorted { $0.key < $1.key }
        return "\(plan.assignments)\n\(plan.unassigned)\n\(plan.moves)\n\(rankings)"
    }
}
