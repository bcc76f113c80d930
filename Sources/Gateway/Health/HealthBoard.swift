public import Contracts
import HTTPTypes
public import MQTT
import NIOCore
public import ServiceKit

/// Asks every part how it is, those of this process and those it knows elsewhere.
public struct HealthBoard: Sendable {
    private static let timeout = TimeAmount.seconds(1)

    private let services: [any BaedalService]
    private let upstreams: [EventContext: Upstream]
    private let clients: [MQTTClient]
    private let addresses: [String]

    /// - Parameters:
    ///   - services: those of this process.
    ///   - upstreams: the services to ask elsewhere.
    ///   - clients: this process's connections to the broker.
    ///   - broker: its addresses, as others reach it.
    public init(
        services: [any BaedalService],
        upstreams: [EventContext: Upstream],
        clients: [MQTTClient],
        broker: [MQTTAddress]
    ) {
        self.services = services
        self.upstreams = upstreams
        self.clients = clients
        self.addresses = broker.map(\.description)
    }

    public func report() async -> HealthReport {
        let local = await local()
        let remote = await remote()
        let broker: ServiceHealth.Status = clients.allSatisfy(\.isConnected) ? .up : .down
        let services = local.merging(remote) { own, _ in own }
        let isWell = broker == .up && services.values.allSatisfy { $0.status == .up }
        let isBroken = local.values.contains { $0.status == .down }
        return HealthReport(
            status: isBroken ? .down : isWell ? .up : .degraded,
            services: services,
            broker: .init(status: broker, addresses: addresses)
        )
    }

    private func local() async -> [String: ServiceHealth] {
        var found: [String: ServiceHealth] = [:]
        for service in services { found[service.core.name.rawValue] = await service.health() }
        return found
    }

    private func remote() async -> [String: ServiceHealth] {
        await withTaskGroup(of: Finding.self) { group in
            for (context, upstream) in upstreams {
                group.addTask { Finding(name: context.rawValue, health: await Self.health(of: context, at: upstream)) }
            }
            var found: [String: ServiceHealth] = [:]
            for await finding in group { found[finding.name] = finding.health }
            return found
        }
    }

    private struct Finding: Sendable {
        let name: String
        let health: ServiceHealth
    }

    private static func health(of context: EventContext, at upstream: Upstream) async -> ServiceHealth {
        let report: HealthReport? = try? await upstream.json(.get, "/health", timeout: timeout)
        return report?.services[context.rawValue] ?? .down
    }
}
