public import NIOCore

/// What one client of `/mqtt` may take, and all of them together.
public struct WebSocketLimits: Sendable {
    /// At once. Each holds two descriptors, and libmosquitto cannot use one of 1024 or more.
    public var connections = 150
    /// Bytes of a frame from the client; a larger MQTT message comes in several.
    public var frame = 256 * 1024
    /// Between two pings.
    public var pingInterval: Duration = .seconds(20)
    /// Without a frame from the client, not even the answer to a ping.
    public var silence: Duration = .seconds(60)
    /// For the broker to accept a connection.
    public var dialing: TimeAmount = .seconds(3)
    /// From our close frame to the client's, until the connection is cut. Well within the server's own time to end.
    public var farewell: TimeAmount = .milliseconds(500)

    public init() {}
}
