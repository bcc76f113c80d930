import ArgumentParser
import Dispatch
import Foundation
import MQTT
import Simulation

struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Drive a running system from outside: customers, kitchens and riders, over REST and MQTT.",
        discussion: """
            Plays a dinner evening in Seoul, or a day of the Meal Delivery Routing Problem laid over it, and then checks what the \
            system promises: no order lost, one winner a delivery, one message an event, money and stock add up. \
            The exit status is 1 where one does not hold. Ctrl-C ends new orders, and checks once the last are done.
            """
    )

    @Option(help: "The server.") var url = "http://127.0.0.1:8088"
    @Option(help: "Its broker.") var mqtt = "mqtt://127.0.0.1:1883"
    @Option(help: ArgumentHelp("An instance of grubhub/mdrplib instead of the evening in Seoul.", valueName: "folder"))
    var instance: String?
    @Option(help: "Simulated seconds to a real one, 0.1 to 600.") var speed = 10.0
    @Option(help: "Orders. (default: 150; of an instance all)") var orders: Int?
    @Option(help: "Riders. (default: 40; of an instance all)") var riders: Int?
    @Option(help: "Stores of the evening.") var stores = 20
    @Option(
        help:
            "Simulated minutes in which orders come. (default: 60; of an instance the whole day, else its busiest minutes)"
    )
    var minutes: Int?
    @Option(help: "Another seed is another evening.") var seed: UInt64 = 1
    @Option(help: "Dispatch the scenario's areas by 'board' or 'auto' meanwhile. (default: as they are)")
    var dispatch: DispatchChoice?
    @Flag(help: "No live view, a line now and then; so it is anyway where the output is no terminal.") var plain = false

    enum DispatchChoice: String, ExpressibleByArgument, CaseIterable { case board, auto }

    func validate() throws {
        func check(_ holds: Bool, _ otherwise: String) throws {
            if !holds { throw ValidationError(otherwise) }
        }
        try check((0.1...600).contains(speed), "--speed must be between 0.1 and 600.")
        try check((1...20_000).contains(orders ?? 1), "--orders must be between 1 and 20000.")
        try check((1...1000).contains(riders ?? 1), "--riders must be between 1 and 1000.")
        try check((1...500).contains(stores), "--stores must be between 1 and 500.")
        try check((1...1440).contains(minutes ?? 1), "--minutes must be between 1 and 1440.")
        try check(MQTTAddress(url: mqtt) != nil, "--mqtt must be an address like mqtt://127.0.0.1:1883.")
        try check(
            URL(string: url)?.host() != nil && url.hasPrefix("http"),
            "--url must be an address like http://127.0.0.1:8088."
        )
    }

    func run() async throws {
        do {
            guard let address = MQTTAddress(url: mqtt) else { throw ExitCode.failure }
            let screen = Screen(isLive: !plain && Screen.isTerminal)
            let simulator = Simulator(
                try scenario(),
                SimulatorConfiguration(url: url, mqtt: address, speed: speed, dispatch: dispatch?.rawValue),
                screen: screen
            )
            let interruption = Interruption(of: simulator)
            defer { interruption.end() }
            let summary = try await simulator.run()
            Screen.standardOutput(summary.lines.map { "\($0)\n" }.joined())
            if !summary.holds { throw ExitCode.failure }
        } catch let failure as SimulationFailure {
            FileHandle.standardError.write(Data("baedal: \(failure)\n".utf8))
            throw ExitCode.failure
        }
    }

    private func scenario() throws -> Scenario {
        guard let instance else {
            return SeoulEvening(
                orders: orders ?? 150,
                riders: riders ?? 40,
                stores: stores,
                minutes: minutes ?? 60,
                seed: seed
            ).scenario
        }
        return try InstanceScenario(
            folder: URL(fileURLWithPath: instance),
            minutes: minutes,
            orders: orders,
            riders: riders,
            seed: seed
        ).scenario()
    }
}

/// The first Ctrl-C asks for the end, the second one is the end.
private struct Interruption {
    private let sources: [any DispatchSourceSignal]

    init(of simulator: Simulator) {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                guard simulator.close() else { exit(128 + number) }
                FileHandle.standardError.write(Data("No new orders; once more to leave at once.\n".utf8))
            }
            source.resume()
            return source
        }
    }

    func end() {
        for source in sources { source.cancel() }
    }
}
