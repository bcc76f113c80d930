public import Logging
public import MQTT

/// Runs a client of a test's broker while the body runs, from when it is connected.
///
/// - Parameter configure: changes the configuration before the client is made.
public func withClient<Result>(
    _ broker: TestBroker,
    _ clientID: String = "client-" + String(UInt64.random(in: .min ... .max), radix: 36),
    logger: Logger = Logger(label: "test.client", factory: { _ in SwiftLogNoOpLogHandler() }),
    configure: (inout MQTTClientConfiguration) -> Void = { _ in },
    _ body: (MQTTClient) async throws -> Result
) async throws -> Result {
    var configuration = testConfiguration(broker.address, clientID)
    configure(&configuration)
    return try await withRunning(MQTTClient(configuration: configuration, logger: logger)) { client in
        try await client.waitUntilConnected()
        return try await body(client)
    }
}

/// Quick to reconnect, so that a test need not wait.
public func testConfiguration(_ address: MQTTAddress, _ clientID: String) -> MQTTClientConfiguration {
    MQTTClientConfiguration(
        addresses: [address],
        clientID: clientID,
        minimumBackoff: .milliseconds(10),
        maximumBackoff: .milliseconds(100)
    )
}

/// Runs a client while the body runs, connected or not.
public func withRunning<Result>(
    _ client: MQTTClient,
    _ body: (MQTTClient) async throws -> Result
) async throws -> Result {
    let running = Task { try await client.run() }
    do {
        let result = try await body(client)
        running.cancel()
        try await running.value
        return result
    } catch {
        running.cancel()
        _ = await running.result
        throw error
    }
}
