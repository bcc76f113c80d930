import BizgoStandIn
import Foundation
import MQTT
import NIOCore

/// A broker, the log of the events, and a notification service in a process of its own.
struct NotificationHouse: Sendable {
    enum Carrier: Sendable {
        case local
        case bizgo(BizgoStandIn)
    }

    static let apiKey = "bench"
    private static let nowhere = "http://127.0.0.1:9"

    let executable: String
    let source: EventSource
    let carrier: Carrier
    let loop: any EventLoop

    /// Runs a gateway alone, for its broker.
    func withBroker<Value: Sendable>(
        _ body: (ServerProcess, MQTTAddress) async throws -> Value
    ) async throws -> Value {
        let elsewhere = ["order", "store", "delivery", "notification"].flatMap {
            ["--upstream", "\($0)=\(Self.nowhere)"]
        }
        let gateway = try await ServerProcess.start(executable, ["--services", "gateway"] + elsewhere)
        do {
            guard let broker = MQTTAddress(url: gateway.ready.mqtt) else {
                throw BenchFailure("\(gateway.ready.mqtt) is no broker.")
            }
            let value = try await body(gateway, broker)
            try gateway.stop()
            return value
        } catch {
            try? gateway.stop()
            throw error
        }
    }

    /// Runs the service on an own folder; the broker is a gateway's.
    func with<Value: Sendable>(
        _ body: (ServerProcess, ServerProcess, MQTTAddress) async throws -> Value
    ) async throws -> Value {
        let log = Task { try await source.serve() }
        defer { log.cancel() }
        return try await withBroker { gateway, broker in
            let service = try await ServerProcess.start(
                executable,
                try await arguments(broker: gateway.ready.mqtt),
                environment: [
                    "BAEDAL_BIZGO_API_KEY": Self.apiKey, "BAEDAL_BIZGO_SENDER_KEY": "bench",
                    "BAEDAL_BIZGO_FROM": "0212345678",
                ]
            )
            do {
                try await registerCustomers(at: service.ready.http)
                let value = try await body(gateway, service, broker)
                try service.stop()
                return value
            } catch {
                let words = service.lastWords
                if !words.isEmpty { Progress.say("the notification service's last words:\n\(words)") }
                try? service.stop()
                throw error
            }
        }
    }

    private func arguments(broker: String) async throws -> [String] {
        let log = try await source.address()
        let common = [
            "--services", "notification", "--broker", broker, "--upstream", "order=\(log)", "--upstream",
            "store=\(log)",
            "--upstream", "delivery=\(log)",
        ]
        switch carrier {
        case .local: return common
        case .bizgo(let standIn):
            guard let port = await standIn.listeningPort() else {
                throw BenchFailure("The provider's stand-in could not listen.")
            }
            let url = "http://127.0.0.1:\(port)"
            return common + ["--provider", "bizgo", "--provider-url", url, "--provider-rate", "100000"]
        }
    }

    private func registerCustomers(at http: String) async throws {
        let endpoint = try HTTPEndpoint(url: http)
        let connections = try await HTTPConnection.open(1, to: endpoint, on: loop)
        for number in 0..<source.customers {
            let phone = "0107\(1_000_000 + number)"
            try await connections[0].ask(
                endpoint.post("/customers", #"{"id":"n\#(number)","name":"고객","phone":"\#(phone)"}"#)
            )
        }
        try await HTTPConnection.close(connections)
    }
}
