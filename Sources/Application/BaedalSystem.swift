import AsyncHTTPClient
import Broker
import Contracts
import Foundation
import Gateway
import Hummingbird
public import Logging
import MQTT
import ServiceKit
import ServiceLifecycle

/// The program: one process with some or all of the services, and with the broker where no other is named.
public struct BaedalSystem: Sendable {
    private let plan: Plan
    private let logger: Logger
    private let metrics = Metrics()

    /// - Throws: ``StartError`` where the configuration makes no sense.
    public init(_ configuration: ServeConfiguration, logger: Logger) throws {
        self.plan = try Plan(configuration)
        self.logger = logger
    }

    /// Checks, starts, prints the `ready` line, and returns after SIGINT or SIGTERM when everything has ended.
    ///
    /// - Throws: ``StartError`` or `BrokerError` before anything is half started.
    public func run() async throws {
        // A reader of ours that goes away is an error where we write, not our end.
        signal(SIGPIPE, SIG_IGN)
        let folder = try DataDirectory(plan.dataDirectory, services: plan.services.map(\.rawValue))
        try HTTPPort.check(plan.httpPort, bind: plan.bind)
        if plan.brokers.isEmpty {
            let broker = EmbeddedBroker(
                configuration: EmbeddedBrokerConfiguration(
                    dataDirectory: plan.dataDirectory,
                    port: plan.mqttPort,
                    bind: plan.bind,
                    executable: plan.mosquitto
                ),
                logger: logger
            )
            try await broker.start()
            do {
                try await run(with: broker.nearAddresses, known: [broker.address], after: [broker])
            } catch {
                await broker.stop()
                throw error
            }
        } else {
            try await run(with: plan.brokers, known: plan.brokers, after: [])
        }
        withExtendedLifetime(folder) {}
    }

    /// - Parameters:
    ///   - broker: where we reach the broker.
    ///   - known: where everybody else does.
    private func run(with broker: [MQTTAddress], known: [MQTTAddress], after first: [any Service]) async throws {
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: .betweenServices)
        do {
            let assembly = try await ServiceAssembly(
                plan,
                broker: broker,
                client: client,
                metrics: metrics,
                logger: logger
            )
            do {
                let services = try services(of: assembly, broker: broker, known: known)
                try await ServiceGroup.system(first + services, logger: logger).run()
            } catch {
                await assembly.close()
                throw error
            }
            await assembly.close()
        } catch {
            try? await client.shutdown()
            throw error
        }
        try? await client.shutdown()
    }

    /// In the order of start-up: shutdown runs in reverse, and asks the next when one has ended.
    private func services(
        of assembly: ServiceAssembly,
        broker: [MQTTAddress],
        known: [MQTTAddress]
    ) throws -> [any Service] {
        let presence = plan.isGateway ? try GatewayPresence(broker: broker, logger: logger) : nil
        let clients = assembly.services.map(\.core.client) + (presence.map { [$0.client] } ?? [])
        let gateway = plan.isGateway ? try gateway(upstreams: assembly.upstreams, broker: broker) : nil
        let routes = ServerRoutes(
            services: assembly.services,
            gateway: gateway,
            health: HealthBoard(
                services: assembly.services,
                upstreams: plan.isGateway ? assembly.upstreams : [:],
                clients: clients,
                broker: known
            ),
            metrics: metrics
        )
        for service in assembly.services { service.registerGauges() }
        let (listening, server) = WebServer(bind: plan.bind, port: plan.httpPort, logger: logger)
            .serve(routes.router(), socket: gateway?.socket)
        let ready = ReadyAnnouncer(
            bind: plan.bind,
            broker: known,
            listening: listening,
            clients: clients,
            logger: logger
        )
        return (presence?.services ?? []) + assembly.services.flatMap(\.services) + [ready, server, ShutdownDeadline()]
    }

    private func gateway(upstreams: [EventContext: Upstream], broker: [MQTTAddress]) throws -> Gateway {
        let socket = try MQTTWebSocket(broker: broker, metrics: metrics, logger: logger)
        return try Gateway(upstreams: upstreams, socket: socket)
    }
}
