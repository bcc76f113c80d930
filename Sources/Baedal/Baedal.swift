import ArgumentParser

@main
struct Baedal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baedal",
        abstract: "Food delivery over MQTT: orders, stores, riders, notifications.",
        subcommands: [Serve.self, Simulate.self, Dispatch.self]
    )
}
