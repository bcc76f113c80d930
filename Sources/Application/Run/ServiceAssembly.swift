import AsyncHTTPClient
import Contracts
import DeliveryService
import EventLog
import Logging
import MQTT
import NotificationService
import OrderService
import ServiceKit
import Storage
import StoreService

/// The services of this process, each with what it needs of the others, here or elsewhere.
struct ServiceAssembly: Sendable {
    let services: [any BaedalService]
    let upstreams: [EventContext: Upstream]

    /// Opens the databases of the services; nothing runs yet.
    init(
        _ plan: Plan,
        broker: [MQTTAddress],
        client: HTTPClient,
        metrics: Metrics,
        logger: Logger
    ) async throws {
        let upstreams = try Self.upstreams(plan, client: client)
        var cores: [EventContext: ServiceCore] = [:]
        do {
            for context in plan.services {
                do {
                    cores[context] = try await ServiceCore.open(
                        context,
                        directory: plan.dataDirectory,
                        broker: broker,
                        migrations: context.migrations,
                        clock: .system,
                        metrics: metrics,
                        logger: logger
                    )
                } catch let error as StorageError {
                    let path = "\(plan.dataDirectory)/\(context.rawValue).sqlite"
                    throw StartError.databaseUnusable(path: path, reason: error.description)
                }
            }
            let wiring = Wiring(
                windows: plan.windows,
                cores: cores,
                upstreams: upstreams,
                notification: plan.notification,
                client: client
            )
            services = try await wiring.services(withSamples: plan.samples)
        } catch {
            for core in cores.values { await core.database.close() }
            throw error
        }
        self.upstreams = upstreams
    }

    /// Closes the databases, after everything that writes has ended.
    func close() async {
        for service in services { await service.core.database.close() }
    }

    private static func upstreams(_ plan: Plan, client: HTTPClient) throws(StartError) -> [EventContext: Upstream] {
        var upstreams: [EventContext: Upstream] = [:]
        for (context, address) in plan.upstreams where !plan.services.contains(context) {
            guard let upstream = Upstream(address, client: client) else {
                throw .invalidUpstream("\(context.rawValue)=\(address)")
            }
            upstreams[context] = upstream
        }
        return upstreams
    }
}

extension EventContext {
    fileprivate var migrations: [Migration] {
        switch self {
        case .order: OrderService.migrations
        case .store: StoreService.migrations
        case .delivery: DeliveryService.migrations
        case .notification: NotificationService.migrations
        }
    }
}
