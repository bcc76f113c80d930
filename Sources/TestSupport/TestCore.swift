public import Contracts
import Logging
public import MQTT
public import ServiceKit
public import Storage

/// Runs `body` with a service's core over a new database; nothing of it runs, so nothing is connected.
public func withTestCore<Value>(
    _ context: EventContext,
    migrations: [Migration],
    broker: [MQTTAddress] = [],
    clock: TestClock = TestClock(),
    _ body: (ServiceCore) async throws -> Value
) async throws -> Value {
    try await withTemporaryDirectory { directory in
        var logger = Logger(label: "test")
        logger.logLevel = .error
        let core = try await ServiceCore.open(
            context,
            directory: directory,
            broker: broker,
            migrations: migrations,
            clock: clock.wallClock,
            metrics: Metrics(),
            logger: logger
        )
        do {
            let value = try await body(core)
            await core.database.close()
            return value
        } catch {
            await core.database.close()
            throw error
        }
    }
}
