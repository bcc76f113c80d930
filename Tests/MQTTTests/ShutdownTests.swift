import MQTT
import ServiceLifecycle
import TestSupport
import Testing

@Suite struct ShutdownTests {
    @Test func aGracefulShutdownAwaitsWhatIsInFlightAndRefusesTheRest() async throws {
        try await withBroker { broker in
            try await withClient(broker) { watcher in
                let received = watcher.subscribe(to: "t", bufferLimit: 5000)
                try await received.waitUntilActive()
                let client = MQTTClient(configuration: testConfiguration(broker.address, "leaver"), logger: .quiet)
                let group = ServiceGroup(services: [client], logger: .quiet)
                async let running: Void = group.run()
                try await client.waitUntilConnected()
                broker.pause()
                let batch = Task { try await client.publish(contentsOf: (0..<2000).map { MQTTMessage("t", "\($0)") }) }
                while client.inFlightCount == 0 { await Task.yield() }
                await group.triggerGracefulShutdown()
                while client.isTakingMessages { await Task.yield() }
                await #expect(throws: MQTTError.closed) { try await client.publish(MQTTMessage("t", "too late")) }
                broker.resume()
                try await batch.value
                try await running
                #expect(await received.take(2000).map(\.text) == (0..<2000).map(String.init))
            }
        }
    }

    @Test func whatIsNotAcknowledgedInTimeIsAnsweredWithAnError() async throws {
        try await withFakeServer { packet in
            packet.type == FakeServer.Packet.connect ? FakeServer.accepted5 : []
        } _: { server in
            var configuration = testConfiguration(server.address, "leaver")
            configuration.shutdownTimeout = .milliseconds(100)
            let client = MQTTClient(configuration: configuration, logger: .quiet)
            let group = ServiceGroup(services: [client], logger: .quiet)
            async let running: Void = group.run()
            try await client.waitUntilConnected()
            let publish = Task { try await client.publish(MQTTMessage("t", "1")) }
            while client.inFlightCount == 0 { await Task.yield() }
            await group.triggerGracefulShutdown()
            await #expect(throws: MQTTError.closed) { try await publish.value }
            try await running
        }
    }

    @Test func aClientThatNeverConnectedEndsAtOnce() async throws {
        let client = MQTTClient(
            configuration: MQTTClientConfiguration(
                addresses: [MQTTAddress(host: "127.0.0.1", port: 1)],
                clientID: "nowhere",
                minimumBackoff: .seconds(60),
                maximumBackoff: .seconds(60)
            ),
            logger: .quiet
        )
        let subscription = client.subscribe(to: "t", bufferLimit: 1)
        let clock = ContinuousClock()
        let time = try await clock.measure {
            try await withRunning(client) { client in
                var events = client.connections().makeAsyncIterator()
                while let reason = await events.nextDisconnected(), !reason.contains("refused") {}
            }
        }
        #expect(time < .seconds(5))
        #expect(await subscription.nextBatch(limit: 1) == nil)
        await #expect(throws: MQTTError.alreadyRunning) { try await client.run() }
    }

    @Test func nobodyWaitsForeverForACancelledWait() async throws {
        let client = MQTTClient(
            configuration: testConfiguration(MQTTAddress(host: "127.0.0.1", port: 1), "nowhere"),
            logger: .quiet
        )
        let waiting = Task { try await client.waitUntilConnected() }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
    }
}
