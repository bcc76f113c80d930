import MQTT
import NIOCore
import NIOPosix
import NIOSSL

/// Opens a connection of bytes to the broker, for one client of the gateway.
struct BrokerDialer: Sendable {
    typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    private let addresses: [MQTTAddress]
    private let timeout: TimeAmount
    /// nil where no address asks for TLS.
    private let tls: NIOSSLContext?

    init(addresses: [MQTTAddress], timeout: TimeAmount) throws {
        self.addresses = addresses
        self.timeout = timeout
        let usesTLS = addresses.contains(where: \.usesTLS)
        tls = usesTLS ? try NIOSSLContext(configuration: .makeClientConfiguration()) : nil
    }

    /// The first that answers; nil where none does.
    func connect(on eventLoop: any EventLoop) async -> Connection? {
        for address in addresses {
            if let connection = try? await connect(to: address, on: eventLoop) { return connection }
        }
        return nil
    }

    private func connect(to address: MQTTAddress, on eventLoop: any EventLoop) async throws -> Connection {
        let tls = address.usesTLS ? tls : nil
        let bootstrap = ClientBootstrap(group: eventLoop).connectTimeout(timeout)
        let setUp: @Sendable (any Channel) -> EventLoopFuture<Connection> = { channel in
            channel.eventLoop.makeCompletedFuture {
                if let tls {
                    let handler = try NIOSSLClientHandler(context: tls, serverHostname: Self.serverName(of: address))
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
                return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
            }
        }
        if address.isUnixSocket {
            return try await bootstrap.connect(unixDomainSocketPath: address.host, channelInitializer: setUp)
        }
        return try await bootstrap.connect(host: address.host, port: address.port, channelInitializer: setUp)
    }

    /// TLS knows no server name that is an address.
    private static func serverName(of address: MQTTAddress) -> String? {
        (try? SocketAddress(ipAddress: address.host, port: address.port)) == nil ? address.host : nil
    }
}
