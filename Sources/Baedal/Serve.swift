import Application
public import ArgumentParser
import Foundation
public import Logging

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the services, with a broker of their own.",
        discussion: "Every option has a variable of the environment, named beside it; the option wins."
    )

    @OptionGroup(title: "Where it listens and stores") var place: PlaceOptions
    @OptionGroup(title: "What it runs") var parts: PartOptions
    @OptionGroup(title: "How messages are sent") var provider: ProviderOptions
    @OptionGroup(title: "Windows of time, in seconds") var windows: WindowOptions
    @OptionGroup(title: "Riders and dispatch, times in seconds") var dispatch: DispatchOptions

    @Option(help: "trace, debug, info, notice, warning, error or critical. (BAEDAL_LOG_LEVEL; default: notice)")
    var logLevel: Logger.Level?

    func run() async throws {
        do {
            let logLevel = try Setting.value(logLevel, "BAEDAL_LOG_LEVEL") ?? .notice
            LoggingSystem.bootstrap { label in
                var handler = StreamLogHandler.standardError(label: label)
                handler.logLevel = logLevel
                return handler
            }
            try await BaedalSystem(configuration(), logger: Logger(label: "baedal")).run()
        } catch {
            FileHandle.standardError.write(Data("baedal: \(error)\n".utf8))
            throw ExitCode.failure
        }
    }

    private func configuration() throws -> ServeConfiguration {
        var configuration = ServeConfiguration()
        try place.apply(to: &configuration)
        try parts.apply(to: &configuration)
        try provider.apply(to: &configuration)
        try windows.apply(to: &configuration)
        try dispatch.apply(to: &configuration)
        return configuration
    }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}
