public import Contracts
public import MQTT

/// The whole system under test, in one process or in several.
public struct RunningBaedal: Sendable {
    private let parts: [ServiceName: BaedalPart]
    private let gateway: BaedalPart
    /// Where its databases are.
    public let dataDirectory: String

    init(parts: [ServiceName: BaedalPart], gateway: BaedalPart, dataDirectory: String) {
        self.parts = parts
        self.gateway = gateway
        self.dataDirectory = dataDirectory
    }

    /// The gateway's REST.
    public var rest: RESTClient { gateway.rest }
    /// The broker.
    public var mqtt: MQTTAddress { gateway.mqtt }

    /// The process that runs a service; the one process there is where the system is not split.
    public subscript(service: ServiceName) -> BaedalPart { parts[service] ?? gateway }

    /// Its processes, each once.
    public var processes: [BaedalPart] { parts.isEmpty ? [gateway] : Array(parts.values) }

    public func kill() async { for process in processes { await process.kill() } }

    /// - Returns: the exit statuses.
    @discardableResult
    public func terminate() async -> [Int32] {
        var statuses: [Int32] = []
        for process in processes { statuses.append(await process.terminate()) }
        return statuses
    }

    /// Starts everything again that was ended, on the same ports and data.
    public func start() async throws { for process in processes { try await process.start() } }

    /// What all of it printed, for the comment of an expectation.
    public var log: String { processes.map(\.log).joined() }
}
