import Logging
import MQTT

/// Runs a client while the body works with it. Subscriptions made in the body are sent at once.
func withMQTTClient<Result: Sendable>(
    to address: MQTTAddress,
    name: String,
    _ body: (MQTTClient) async throws -> Result
) async throws -> Result {
    var logger = Logger(label: "baedal-bench")
    logger.logLevel = .error
    let client = MQTTClient(
        configuration: MQTTClientConfiguration(
            addresses: [address],
            clientID: name,
            cleanStart: true,
            sessionExpiry: 0
        ),
        logger: logger
    )
    let running = Task { try await client.run() }
    let connection = Task { try await client.waitUntilConnected() }
    let watchdog = Task {
        try await Task.sleep(for: .seconds(10))
        connection.cancel()
    }
    defer {
        watchdog.cancel()
        running.cancel()
    }
    do {
        try await connection.value
    } catch {
        throw BenchFailure("No connection to the broker at \(address) within 10 s.")
    }
    return try await body(client)
}
