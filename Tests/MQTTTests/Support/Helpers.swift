import Foundation

@testable import MQTT

extension MQTTClient {
    var inFlightCount: Int { core.withState { $0.ledger.inFlightCount } }
    var isTakingMessages: Bool { core.withState { $0.refusal == nil } }

    /// Waits for the next event of that kind, from now on; the current state counts.
    func nextConnection() async -> MQTTConnection? {
        for await case .connected(let connection) in connections() { return connection }
        return nil
    }
}

extension AsyncStream<MQTTConnectionEvent>.Iterator {
    mutating func nextConnected() async -> MQTTConnection? {
        while let event = await next(isolation: #isolation) {
            if case .connected(let connection) = event { return connection }
        }
        return nil
    }

    mutating func nextDisconnected() async -> String? {
        while let event = await next(isolation: #isolation) {
            if case .disconnected(let reason) = event { return reason }
        }
        return nil
    }
}

extension MQTTSubscription {
    /// The next messages, that many, in order.
    func take(_ count: Int) async -> [MQTTMessage] {
        var messages: [MQTTMessage] = []
        while messages.count < count, let batch = await nextBatch(limit: count - messages.count) { messages += batch }
        return messages
    }
}

extension MQTTMessage {
    init(_ topic: String, _ text: String, qos: QoS = .atLeastOnce, retain: Bool = false) {
        self.init(topic: topic, payload: [UInt8](text.utf8), qos: qos, retain: retain)
    }

    var text: String { String(decoding: payload, as: UTF8.self) }
}

/// Runs a tool to its end; throws with its output where it fails.
func runTool(_ path: String, _ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    let output = Pipe()
    process.standardError = output
    process.standardOutput = output
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw ToolError(output: String(decoding: text, as: UTF8.self)) }
}

struct ToolError: Error {
    let output: String
}
