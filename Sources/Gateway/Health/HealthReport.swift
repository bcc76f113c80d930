public import ServiceKit

/// How everything is, at `/health`.
public struct HealthReport: Codable, Sendable, Hashable {
    public struct Broker: Codable, Sendable, Hashable {
        public var status: ServiceHealth.Status
        /// As `mqtt://host:port`; several where it may be any of them.
        public var addresses: [String]
    }

    /// `down` where a service cannot use its database, `degraded` where a part is away and the rest goes on without it.
    public var status: ServiceHealth.Status
    /// By the service's name: those of this process, and on the gateway all others too.
    public var services: [String: ServiceHealth]
    public var broker: Broker
}
