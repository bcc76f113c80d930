import AsyncHTTPClient
import Contracts
import DeliveryService
import EventLog
import NotificationService
import OrderService
import ServiceKit
import StoreService

/// Makes the services of this process out of their cores.
struct Wiring: Sendable {
    let windows: Windows
    let cores: [EventContext: ServiceCore]
    let upstreams: [EventContext: Upstream]
    let notification: NotificationConfiguration
    /// What a provider of messages is called with.
    let client: HTTPClient

    /// - Parameter withSamples: fills the tables that are empty.
    func services(withSamples: Bool) async throws -> [any BaedalService] {
        let store = try cores[.store].map {
            StoreService(core: $0, configuration: windows.store, orderEvents: try events(of: .order, for: .store))
        }
        let delivery = try cores[.delivery].map {
            DeliveryService(
                core: $0,
                configuration: windows.delivery,
                storeEvents: try events(of: .store, for: .delivery)
            )
        }
        let order = try cores[.order].map {
            OrderService(
                core: $0,
                configuration: windows.order,
                desk: try store ?? RemoteFoodDesk(upstream: upstream(.store, for: .order)),
                storeEvents: try events(of: .store, for: .order),
                deliveryEvents: try events(of: .delivery, for: .order)
            )
        }
        let notifier = try cores[.notification].map {
            try NotificationService(
                core: $0,
                configuration: notification,
                readers: [
                    .order: try events(of: .order, for: .notification),
                    .store: try events(of: .store, for: .notification),
                    .delivery: try events(of: .delivery, for: .notification),
                ],
                contacts: ContactDesk(
                    stores: try store ?? RemoteContactDirectory(upstream: upstream(.store, for: .notification)),
                    riders: try delivery ?? RemoteContactDirectory(upstream: upstream(.delivery, for: .notification))
                ),
                client: client
            )
        }
        if withSamples {
            try await store?.addSamples()
            try await delivery?.addSamples()
            try await notifier?.addSamples()
        }
        return ([store, delivery, order, notifier] as [(any BaedalService)?]).compactMap(\.self)
    }

    private func events(of context: EventContext, for service: ServiceName) throws(StartError) -> any EventReader {
        if let core = cores[context] { return core.log }
        return RemoteEventLog(context: context, upstream: try upstream(context, for: service))
    }

    private func upstream(_ context: EventContext, for service: ServiceName) throws(StartError) -> Upstream {
        guard let upstream = upstreams[context] else {
            throw .missingUpstream(service: context.rawValue, neededBy: service.rawValue)
        }
        return upstream
    }
}
