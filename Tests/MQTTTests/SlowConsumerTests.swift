import MQTT
import TestSupport
import Testing

@Suite struct SlowConsumerTests {
    @Test func aConsumerThatStandsStillLosesMessagesAndNotTheConnection() async throws {
        try await withBroker { broker in
            try await withClient(broker) { client in
                let stuck = client.subscribe(to: "t/#", bufferLimit: 10)
                let quick = client.subscribe(to: "other", bufferLimit: 10)
                try await stuck.waitUntilActive()
                try await quick.waitUntilActive()
                try await client.publish(contentsOf: (0..<20_000).map { MQTTMessage("t/1", "\($0)") })
                try await client.publish(MQTTMessage("other", "still here"))
                #expect(await quick.take(1).map(\.text) == ["still here"])
                #expect(stuck.droppedCount == 19_990)
                #expect(await stuck.take(10).map(\.text) == (0..<10).map(String.init))
                #expect(client.isConnected)
            }
        }
    }

    @Test func aMessageGoesToEverySubscriptionItMatches() async throws {
        try await withBroker { broker in
            try await withClient(broker) { client in
                let narrow = client.subscribe(to: "a/b", bufferLimit: 10)
                let other = client.subscribe(to: "c/#", bufferLimit: 10)
                let same = client.subscribe(to: "a/b", bufferLimit: 10)
                for subscription in [narrow, other, same] { try await subscription.waitUntilActive() }
                try await client.publish(MQTTMessage("a/b", "1"))
                try await client.publish(MQTTMessage("c/d", "2"))
                #expect(await other.take(1).map(\.text) == ["2"])
                #expect(await narrow.nextBatch(limit: 10)?.map(\.text) == ["1"])
                #expect(await same.nextBatch(limit: 10)?.map(\.text) == ["1"])
            }
        }
    }

    @Test func anInvalidFilterIsRefusedAndHoldsNothingUp() async throws {
        try await withBroker { broker in
            let client = MQTTClient(configuration: testConfiguration(broker.address, "odd"), logger: .quiet)
            let invalid = client.subscribe(to: "a/#/b", bufferLimit: 1)
            try await withRunning(client) { client in
                try await client.waitUntilConnected()
                await #expect(throws: MQTTError.self) { try await invalid.waitUntilActive() }
                try await client.publish(MQTTMessage("a", "1"))
            }
        }
    }
}
