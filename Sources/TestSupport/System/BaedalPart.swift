public import Foundation
public import MQTT
import Synchronization

/// A process of the system under test, that can be ended in any way and started again on the same ports and data.
public final class BaedalPart: Sendable {
    /// Debug builds of five processes at once on two busy cores take their time.
    private static let startLimit: Duration = .seconds(60)

    private struct State {
        var process: BaedalProcess
        var printed = ""
        var address: (http: String, mqtt: MQTTAddress)
    }

    private let arguments: [String]
    private let environment: [String: String]
    private let state: Mutex<State>

    /// Starts it and returns when it is ready.
    init(_ arguments: [String], environment: [String: String]) async throws {
        self.arguments = arguments
        self.environment = environment
        let (process, address) = try await Self.start(arguments, environment: environment)
        state = Mutex(State(process: process, address: address))
    }

    public var rest: RESTClient { RESTClient(base: state.withLock { $0.address.http }) }
    public var mqtt: MQTTAddress { state.withLock { $0.address.mqtt } }
    public var processIdentifier: Int32 { process.processIdentifier }
    /// What it printed on standard error, in all its runs.
    public var log: String { state.withLock { $0.printed + $0.process.standardError } }
    /// What its last run printed on standard output.
    public var standardOutput: String { process.standardOutput }

    private var process: BaedalProcess { state.withLock { $0.process } }

    /// `kill -9`.
    public func kill() async {
        process.send(SIGKILL)
        await process.waitUntilExit()
    }

    /// SIGTERM, or another signal that asks it to end; returns its exit status.
    @discardableResult
    public func terminate(_ signal: Int32 = SIGTERM) async -> Int32 {
        process.send(signal)
        return await process.waitUntilExit()
    }

    /// Starts it again after `kill()` or `terminate()`, on the ports it had.
    public func start() async throws {
        let (http, mqtt) = state.withLock { $0.address }
        let ports = ["--http-port", "\(URL(string: http)?.port ?? 0)", "--mqtt-port", "\(mqtt.port)"]
        // Of an option that is given twice the last counts.
        let (process, address) = try await Self.start(arguments + ports, environment: environment)
        state.withLock { state in
            state.printed += state.process.standardError
            state.process = process
            state.address = address
        }
    }

    private static func start(
        _ arguments: [String],
        environment: [String: String]
    ) async throws -> (BaedalProcess, (http: String, mqtt: MQTTAddress)) {
        let process = try BaedalProcess(arguments, environment: environment)
        do {
            guard let line = try await firstLine(of: process), case let words = line.split(separator: " "),
                words.count == 3, let mqtt = MQTTAddress(url: String(words[2]))
            else { throw NotReady(output: process.standardOutput + process.standardError) }
            return (process, (String(words[1]), mqtt))
        } catch {
            process.send(SIGKILL)
            await process.waitUntilExit()
            throw error
        }
    }

    private static func firstLine(of process: BaedalProcess) async throws -> String? {
        try await withThrowingTaskGroup(of: String?.self) { group in
            group.addTask { await process.readyLine() }
            group.addTask {
                try await Task.sleep(for: startLimit)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }

    /// The program ended, or said nothing in time, instead of being ready.
    public struct NotReady: Error, CustomStringConvertible {
        public let output: String
        public var description: String { "baedal did not get ready; it said: \(output)" }
    }
}
