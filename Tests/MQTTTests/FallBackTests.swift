import Logging
import MQTT
import Synchronization
import TestSupport
import Testing

@Suite struct FallBackTests {
    /// Each way a broker of the older version may meet a CONNECT of the newer.
    enum OldBroker: CaseIterable {
        case refusesInItsOwnFormat
        case refusesInTheNewFormat
        case saysNothing
        case closes

        func answer(to packet: FakeServer.Packet) -> [UInt8]? {
            switch (packet.type, packet.protocolLevel) {
            case (FakeServer.Packet.connect, 4): FakeServer.accepted3
            case (FakeServer.Packet.connect, _):
                switch self {
                case .refusesInItsOwnFormat: [0x20, 2, 0, 1]
                case .refusesInTheNewFormat: [0x20, 3, 0, 0x84, 0]
                case .saysNothing: []
                case .closes: nil
                }
            case (FakeServer.Packet.subscribe, _): [0x90, 3] + packet.body[0..<2] + [1]
            case (FakeServer.Packet.publish, _): [0x40, 2] + packet.messageID
            default: []
            }
        }
    }

    @Test(arguments: OldBroker.allCases)
    func fallsBackAndRemembers(broker: OldBroker) async throws {
        let levels = Mutex<[UInt8]>([])
        try await withFakeServer { packet in
            if packet.type == FakeServer.Packet.connect { levels.withLock { $0.append(packet.protocolLevel) } }
            return broker.answer(to: packet)
        } _: { server in
            var configuration = testConfiguration(server.address, "old")
            configuration.connectTimeout = .milliseconds(300)
            let client = MQTTClient(configuration: configuration, logger: .quiet)
            _ = client.subscribe(to: "t", bufferLimit: 1)
            try await withRunning(client) { client in
                var events = client.connections().makeAsyncIterator()
                #expect(await events.nextConnected()?.protocolVersion == .v3_1_1)
                try await client.publish(MQTTMessage("t", "hello"))
                server.dropConnection()
                _ = await events.nextDisconnected()
                #expect(await events.nextConnected()?.protocolVersion == .v3_1_1)
            }
        }
        #expect(levels.withLock { $0 } == [5, 4, 4])
    }

    @Test func aBrokerThatRefusesTheClientIsTriedAgainAndTheReasonShown() async throws {
        try await withFakeServer { packet in
            packet.type == FakeServer.Packet.connect ? [0x20, 3, 0, 0x87, 0] : []
        } _: { server in
            let client = MQTTClient(configuration: testConfiguration(server.address, "stranger"), logger: .quiet)
            try await withRunning(client) { client in
                var connects = server.packets.makeAsyncIterator()
                for _ in 0..<3 { #expect(await connects.next()?.protocolLevel == 5) }
                var events = client.connections().makeAsyncIterator()
                #expect(await events.nextDisconnected()?.contains("Not authorized") == true)
                #expect(!client.isConnected)
            }
        }
    }
}
