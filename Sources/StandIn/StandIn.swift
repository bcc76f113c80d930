import ArgumentParser
import BizgoStandIn
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals

/// The message provider's stand-in, to try the bridge by hand.
@main
struct StandIn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bizgo-stand-in",
        abstract: "Plays the message provider Bizgo on 127.0.0.1: takes messages, sends none, reports by a script.",
        discussion: "GET /stand-in shows what came. The script is JSON; the README has one."
    )

    @Option(help: "Port; 0 for any free one.")
    var port = 9099

    @Option(help: "A script of faults and reports.")
    var script: String?

    @Option(help: "The API key that is let in: BAEDAL_BIZGO_API_KEY of the server that is tried.")
    var apiKey = "stand-in"

    @Option(help: "Where to tell of reports: http://127.0.0.1:8088/providers/bizgo/reports.")
    var webhook: String?

    @Option(help: "What reports are signed with: BAEDAL_BIZGO_WEBHOOK_SECRET.")
    var webhookSecret = "stand-in"

    func run() async throws {
        let standIn = BizgoStandIn(
            try script.map { try StandInScript(file: URL(fileURLWithPath: $0)) } ?? .init(),
            port: port,
            apiKey: apiKey,
            webhook: webhook.map { ($0, webhookSecret) }
        )
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: standIn)],
                gracefulShutdownSignals: [.sigint, .sigterm],
                logger: Logger(label: "bizgo-stand-in") { _ in SwiftLogNoOpLogHandler() }
            )
        )
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            if let port = await standIn.listeningPort() {
                FileHandle.standardOutput.write(Data("ready http://127.0.0.1:\(port)\n".utf8))
            }
            try await tasks.waitForAll()
        }
    }
}
