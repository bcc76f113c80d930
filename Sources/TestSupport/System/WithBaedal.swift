import Contracts
import Foundation
import MQTT

/// Runs the real program, all services in one process with a broker of its own, on free ports and in a new folder.
///
/// - Parameters:
///   - arguments: of `baedal serve`, beside the ports and the folder.
///   - environment: `BAEDAL_` variables for it.
public func withBaedal<Value>(
    _ arguments: [String] = [],
    environment: [String: String] = [:],
    _ body: (RunningBaedal) async throws -> Value
) async throws -> Value {
    try await withTemporaryDirectory { folder in
        let places = ["serve", "--http-port", "0", "--mqtt-port", "0", "--data-dir", folder]
        let part = try await BaedalPart(places + arguments, environment: environment)
        return try await ending(RunningBaedal(parts: [:], gateway: part, dataDirectory: folder), body)
    }
}

/// Runs each service and the gateway in a process of its own, over one broker.
///
/// - Parameter arguments: of each `baedal serve`.
public func withSplitBaedal<Value>(
    _ arguments: [String] = [],
    environment: [String: String] = [:],
    _ body: (RunningBaedal) async throws -> Value
) async throws -> Value {
    try await withBroker { broker in
        try await withTemporaryDirectory { folder in
            let ports = Dictionary(uniqueKeysWithValues: zip(ServiceName.allCases, try FreePorts.take(5)))
            let upstreams = EventContext.allCases.flatMap { context -> [String] in
                guard let name = ServiceName(rawValue: context.rawValue), let port = ports[name] else { return [] }
                return ["--upstream", "\(name.rawValue)=http://127.0.0.1:\(port)"]
            }
            var parts: [ServiceName: BaedalPart] = [:]
            do {
                for (name, port) in ports {
                    let own = ["serve", "--services", name.rawValue, "--http-port", "\(port)", "--data-dir", folder]
                    let shared = ["--broker", "\(broker.address)"] + upstreams + arguments
                    parts[name] = try await BaedalPart(own + shared, environment: environment)
                }
            } catch {
                for part in parts.values { await part.kill() }
                throw error
            }
            guard let gateway = parts[.gateway] else { throw CancellationError() }
            return try await ending(RunningBaedal(parts: parts, gateway: gateway, dataDirectory: folder), body)
        }
    }
}

/// How the services are spread over processes: for tests that must come out the same both ways.
public enum Deployment: Sendable, CaseIterable {
    case together, split

    public func run<Value>(
        _ arguments: [String] = [],
        _ body: (RunningBaedal) async throws -> Value
    ) async throws -> Value {
        switch self {
        case .together: try await withBaedal(arguments, body)
        case .split: try await withSplitBaedal(arguments, body)
        }
    }
}

/// Leaves no process behind, and shows what they printed where the test threw.
private func ending<Value>(
    _ system: RunningBaedal,
    _ body: (RunningBaedal) async throws -> Value
) async throws -> Value {
    do {
        let value = try await body(system)
        await system.kill()
        return value
    } catch {
        await system.kill()
        FileHandle.standardError.write(Data(system.log.utf8))
        throw error
    }
}
