import ArgumentParser
import Foundation
import MDRP

struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure a dispatch policy on instances of the Meal Delivery Routing Problem.",
        discussion: """
            Each folder holds couriers.txt, orders.txt, restaurants.txt and instance_parameters.txt, as in the public \
            instances (github.com/grubhub/mdrplib). The solution of each is written to a folder of its name, in the form \
            that the public evaluator checks. Minutes, except for undelivered orders in per cent and the pay per order.
            """
    )

    @Argument(help: ArgumentHelp("Folders of instances.", valueName: "instance-folder"))
    var instances: [String]

    @Option(help: "Where the solutions go; made if need be.")
    var out: String

    @Option(
        help:
            "planner, greedy (each order at once to the earliest courier) or open-call (the oldest ready order near by)."
    )
    var policy = DispatchPolicy.planner

    @Flag(help: "Let the planner send idle couriers to where orders come from.")
    var prepositioning = false

    func validate() throws {
        if prepositioning, policy != .planner {
            throw ValidationError("--prepositioning goes with --policy planner only: the others move nobody ahead.")
        }
        let names = instances.map { URL(fileURLWithPath: $0).standardizedFileURL.lastPathComponent }
        if let name = names.first(where: { name in names.filter { $0 == name }.count > 1 }) {
            throw ValidationError("Two folders are named \(name), and so would be their solutions: give one of them.")
        }
    }

    func run() async throws {
        do {
            // All are read before the first is solved: a mistake in the last should not cost the time of the others.
            let days = try instances.map { try Instance(reading: URL(fileURLWithPath: $0)) }
            let bar = ProgressBar(steps: days.count)
            defer { bar.clear() }
            var table = MeasuresTable()
            for (index, day) in days.enumerated() {
                let solution = try policy.run(day, prepositioning: prepositioning) { part in
                    bar.show(index, part, day.name)
                }
                try check(solution, of: day)
                try SolutionFiles(folder: URL(fileURLWithPath: out).appending(path: day.name)).write(solution)
                table.add(day.name, Measures(solution, of: day))
            }
            bar.clear()
            print(table.text)
        } catch {
            FileHandle.standardError.write(Data("baedal: \(Self.sentence(error))\n".utf8))
            throw ExitCode.failure
        }
    }

    private func check(_ solution: Solution, of day: Instance) throws {
        if let violation = FeasibilityCheck(day).violations(of: solution).first {
            throw RuleViolation("The solution of \(day.name) breaks the rules: \(violation)")
        }
    }

    private static func sentence(_ error: any Error) -> String {
        if let error = error as? InstanceError { return "The instance cannot be used: \(error)." }
        if let error = error as? RuleViolation { return error.description }
        return "The solutions cannot be written: \(error.localizedDescription)"
    }
}
