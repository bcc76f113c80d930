import Foundation
import Logging
import MQTT
import ServiceLifecycle

/// Says once that everything answers: the server listens and every connection to the broker stands.
struct ReadyAnnouncer: Service {
    /// After this a broker that is away is news; what is accepted meanwhile waits in the logs.
    private static let patience: Duration = .seconds(5)

    let bind: String
    let broker: [MQTTAddress]
    /// The port of the server, once it listens.
    let listening: AsyncStream<Int>
    let clients: [MQTTClient]
    let logger: Logger

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await announce() }
            try await gracefulShutdown()
        } catch is CancellationError {}
    }

    private func announce() async throws {
        guard let port = await listening.first(where: { _ in true }) else { return }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await Task.sleep(for: Self.patience)
                logger.warning("The MQTT broker does not answer yet; it is tried again until it does")
            }
            for client in clients { try await client.waitUntilConnected() }
            group.cancelAll()
        }
        let host = bind.contains(":") ? "[\(bind)]" : bind
        let addresses = broker.map(\.description).joined(separator: ",")
        let line = "ready http://\(host):\(port) \(addresses)\n"
        // Whoever started us may have stopped listening; that is no reason to end.
        try? FileHandle.standardOutput.write(contentsOf: Data(line.utf8))
    }
}
