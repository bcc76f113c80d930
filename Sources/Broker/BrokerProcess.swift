import Foundation
import Logging
import Subprocess

/// One run of `mosquitto`, which never outlives us.
///
/// A shell stands between: it reads from a pipe that only we hold open, and ends the broker when that closes. It
/// closes when we want the broker to end, and the system closes it when we are gone, even by `kill -9`. (The kernel's
/// "signal at parent's death" would not do: it follows the thread that started the child, not the process.)
final class BrokerProcess: Sendable {
    private static let script = """
        exec 3<&0 </dev/null
        "$1" -c "$2" 3<&- &
        broker=$!
        echo "$broker" >"$3"
        {
            read -r _ <&3
            kill -TERM "$broker"
            kill -CONT "$broker"
            n=0
            while [ $n -lt 30 ]; do sleep 0.1; n=$((n + 1)); done
            kill -KILL "$broker"
        } >/dev/null 2>&1 &
        watcher=$!
        exec 3<&-
        wait "$broker"
        status=$?
        { kill "$watcher"; wait "$watcher"; } 2>/dev/null
        rm -f "$3"
        exit "$status"
        """

    private let files: BrokerFiles
    private let logger: Logger
    private let stopRequest: AsyncStream<Never>
    private let stopTrigger: AsyncStream<Never>.Continuation

    init(files: BrokerFiles, logger: Logger) {
        self.files = files
        self.logger = logger
        (stopRequest, stopTrigger) = AsyncStream.makeStream(of: Never.self)
    }

    /// Ends the broker: gently, and after three seconds by force.
    func stop() {
        stopTrigger.finish()
    }

    /// Runs until the broker has ended, by itself or by `stop()`, and returns its last words.
    func run() async -> String {
        var options = PlatformOptions()
        // Ctrl-C in the terminal reaches us alone: the broker ends after those who still need it.
        options.createSession = true
        do {
            let result = try await Subprocess.run(
                .name("sh"),
                arguments: [
                    "-c", Self.script, "baedal-broker", files.executable, files.runConfiguration, files.pidFile,
                ],
                platformOptions: options,
                input: .inputWriter,
                output: .discarded,
                error: .sequence
            ) { execution in
                async let stopping: Void = {
                    for await _ in stopRequest {}
                    try? await execution.standardInputWriter.finish()
                }()
                let lastWords = try await report(execution.standardError)
                stop()
                await stopping
                return lastWords
            }
            return result.closureResult.isEmpty ? "\(result.terminationStatus)" : result.closureResult
        } catch {
            return "\(error)"
        }
    }

    private static func level(of line: String) -> Logger.Level {
        // Whoever runs Baedal as root in a container knows it, and the broker is then root on purpose: it must read its files.
        if line.hasPrefix("Warning: Mosquitto should not be run as root") { return .debug }
        // Said of every connection over our socket, which never waits to fill a packet.
        if line.hasPrefix("Warning: Unable to set TCP_NODELAY") { return .debug }
        return line.hasPrefix("Error") ? .error : line.hasPrefix("Warning") ? .warning : .debug
    }

    private func report(_ output: SubprocessOutputSequence) async throws -> String {
        var lastLines: [String] = []
        for try await line in output.strings() {
            let line = line.trimmingCharacters(in: .whitespacesAndNewlines)
            if line.isEmpty { continue }
            logger.log(level: Self.level(of: line), "mosquitto: \(line)")
            lastLines = lastLines.suffix(2) + [line]
        }
        return lastLines.joined(separator: " / ")
    }
}
