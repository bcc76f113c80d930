import ArgumentParser

struct Dispatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The planner that offers deliveries to riders.",
        subcommands: [Evaluate.self]
    )
}
