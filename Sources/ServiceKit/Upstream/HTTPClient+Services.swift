public import AsyncHTTPClient
import NIOCore

extension HTTPClient.Configuration {
    /// For calls between our own processes: quick to see that one is away, with room for many open event streams.
    public static var betweenServices: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(1))
        )
        configuration.connectionPool.idleTimeout = .seconds(30)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 300
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }
}
