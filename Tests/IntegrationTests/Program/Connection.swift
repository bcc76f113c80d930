import Logging
import MQTT
import TestSupport

/// A client of the system's broker, from when it is connected.
func withConnection<Value>(
    to address: MQTTAddress,
    _ body: (MQTTClient) async throws -> Value
) async throws -> Value {
    let name = "test-" + String(UInt64.random(in: .min ... .max), radix: 36)
    let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    let client = MQTTClient(configuration: testConfiguration(address, name), logger: logger)
    return try await withRunning(client) { client in
        try await client.waitUntilConnected()
        return try await body(client)
    }
}
