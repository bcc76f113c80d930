import Foundation
import MDRP
import TestSupport
import Testing

@Suite("Whole days of made-up towns")
struct PolicyTests {
    @Test("What each policy does is feasible, also read back from its files", arguments: 0..<6)
    func feasible(_ seed: Int) async throws {
        let day = madeUpDay(seed)
        let solutions = [
            try Simulation(day).run(OpenCall()), try Simulation(day).run(Greedy()),
            try Simulation(day).run(PlannerPolicy(for: day, prepositioning: false)),
            try Simulation(day).run(PlannerPolicy(for: day, prepositioning: true)),
        ]
        for solution in solutions {
            #expect(solution.orders.count > day.orders.count / 4)
            try await withTemporaryDirectory { folder in
                let files = SolutionFiles(folder: URL(fileURLWithPath: folder).appending(path: "out/\(day.name)"))
                try files.write(solution)
                let read = try files.read()
                #expect(read == solution)
                #expect(FeasibilityCheck(day).violations(of: read).isEmpty)
            }
        }
    }

    @Test("The planner beats each at once to the earliest, and that beats the open call")
    func better() throws {
        var planner = 0.0
        var greedy = 0.0
        var openCall = 0.0
        for seed in 0..<6 {
            let day = madeUpDay(seed)
            planner += cost(try Simulation(day).run(PlannerPolicy(for: day, prepositioning: false)), of: day)
            greedy += cost(try Simulation(day).run(Greedy()), of: day)
            openCall += cost(try Simulation(day).run(OpenCall()), of: day)
        }
        #expect(planner < 0.95 * greedy)
        #expect(greedy < openCall)
    }

    /// Minutes from order to door, an undelivered order counting as two hours.
    private func cost(_ solution: Solution, of day: Instance) -> Double {
        let minutes = solution.orders.reduce(0) { $0 + $1.dropoffAt - $1.placedAt }
        return Double(minutes + 120 * (day.orders.count - solution.orders.count))
    }

    @Test("The same day is planned the same twice")
    func repeatable() throws {
        let day = madeUpDay(9)
        let first = try Simulation(day).run(PlannerPolicy(for: day, prepositioning: true))
        #expect(try Simulation(day).run(PlannerPolicy(for: day, prepositioning: true)) == first)
    }

    @Test("Progress rises to the end of the day")
    func progress() throws {
        var parts: [Double] = []
        _ = try Simulation(smallDay()).run(Greedy()) { parts.append($0) }
        #expect(parts == parts.sorted())
        #expect(parts.allSatisfy { 0 < $0 && $0 <= 1 })
    }
}
