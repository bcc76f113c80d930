import Contracts
import MQTT
import NotificationService
import ServiceKit

/// A configuration that was read and makes sense.
struct Plan: Sendable {
    let httpPort: Int
    let mqttPort: Int
    let bind: String
    let dataDirectory: String
    /// Empty for a broker of our own.
    let brokers: [MQTTAddress]
    let mosquitto: String?
    let services: [EventContext]
    let isGateway: Bool
    let upstreams: [EventContext: String]
    let samples: Bool
    let windows: Windows
    let notification: NotificationConfiguration

    init(_ configuration: ServeConfiguration) throws(StartError) {
        let bind = configuration.bind
        guard ["127.0.0.1", "localhost", "::1"].contains(bind) else { throw .notLoopback(bind: bind) }
        for (port, flag) in [(configuration.httpPort, "--http-port"), (configuration.mqttPort, "--mqtt-port")] {
            guard (0...65535).contains(port) else { throw .invalidPort(port, flag: flag) }
        }
        self.bind = bind
        httpPort = configuration.httpPort
        mqttPort = configuration.mqttPort
        dataDirectory = configuration.dataDirectory
        mosquitto = configuration.mosquitto
        samples = configuration.samples
        brokers = try Self.brokers(configuration.brokers)
        let names = try Self.names(configuration.services)
        services = EventContext.allCases.filter { names.contains($0.service) }
        isGateway = names.contains(.gateway)
        upstreams = try Self.upstreams(configuration.upstreams)
        windows = try Windows(configuration.windows, configuration.dispatch)
        notification = try NotificationConfiguration(
            configuration,
            isHere: names.contains(.notification),
            isGateway: names.contains(.gateway)
        )
        try checkUpstreams(of: names)
    }

    private static func brokers(_ texts: [String]) throws(StartError) -> [MQTTAddress] {
        var addresses: [MQTTAddress] = []
        for text in texts {
            guard let address = MQTTAddress(url: text) else { throw .invalidBroker(text) }
            addresses.append(address)
        }
        return addresses
    }

    private static func names(_ texts: [String]) throws(StartError) -> Set<ServiceName> {
        var names: Set<ServiceName> = []
        for text in texts {
            guard let name = ServiceName(rawValue: text) else { throw .unknownService(text) }
            names.insert(name)
        }
        guard !names.isEmpty else { throw .noService }
        return names
    }

    private static func upstreams(_ texts: [String]) throws(StartError) -> [EventContext: String] {
        var upstreams: [EventContext: String] = [:]
        for text in texts {
            let parts = text.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let context = EventContext(rawValue: String(parts[0])),
                Upstream.isAddress(String(parts[1]))
            else { throw .invalidUpstream(text) }
            upstreams[context] = String(parts[1])
        }
        return upstreams
    }

    private func checkUpstreams(of names: Set<ServiceName>) throws(StartError) {
        for name in ServiceName.allCases where names.contains(name) {
            for need in name.needs where !services.contains(need) && upstreams[need] == nil {
                throw .missingUpstream(service: need.rawValue, neededBy: name.rawValue)
            }
        }
    }
}

extension EventContext {
    var service: ServiceName {
        switch self {
        case .order: .order
        case .store: .store
        case .delivery: .delivery
        case .notification: .notification
        }
    }
}

extension ServiceName {
    /// The services it asks: their logs, their tables, or all that they answer.
    fileprivate var needs: [EventContext] {
        switch self {
        case .order: [.store, .delivery]
        case .store: [.order]
        case .delivery: [.store]
        case .notification: [.order, .store, .delivery]
        case .gateway: EventContext.allCases
        }
    }
}
