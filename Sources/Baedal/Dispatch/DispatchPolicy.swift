import ArgumentParser
import MDRP

/// Who is given what, by name on the command line.
enum DispatchPolicy: String, ExpressibleByArgument, CaseIterable {
    case openCall = "open-call"
    case greedy
    case planner

    func run(_ day: Instance, prepositioning: Bool, progress: (Double) -> Void) throws -> Solution {
        let simulation = Simulation(day)
        switch self {
        case .openCall: return try simulation.run(OpenCall(), progress: progress)
        case .greedy: return try simulation.run(Greedy(), progress: progress)
        case .planner:
            return try simulation.run(PlannerPolicy(for: day, prepositioning: prepositioning), progress: progress)
        }
    }
}
