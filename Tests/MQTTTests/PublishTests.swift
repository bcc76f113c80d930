import MQTT
import Synchronization
import TestSupport
import Testing

@Suite struct PublishTests {
    /// The library acknowledges some of them before its publish call has returned.
    @Test func everyAcknowledgementArrivesHoweverEarly() async throws {
        try await withBroker { broker in
            try await withClient(broker) { client in
                let received = client.subscribe(to: "t/#", bufferLimit: 20_000)
                try await received.waitUntilActive()
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for task in 0..<20 {
                        group.addTask {
                            for number in 0..<500 { try await client.publish(MQTTMessage("t/\(task)", "\(number)")) }
                        }
                    }
                    try await group.waitForAll()
                }
                let messages = await received.take(10_000)
                for task in 0..<20 {
                    #expect(messages.filter { $0.topic == "t/\(task)" }.map(\.text) == (0..<500).map(String.init))
                }
            }
        }
    }

    @Test func aBatchArrivesWholeAndInOrder() async throws {
        try await withBroker { broker in
            try await withClient(broker) { client in
                let received = client.subscribe(to: "t", bufferLimit: 20_000)
                try await received.waitUntilActive()
                try await client.publish(contentsOf: (0..<20_000).map { MQTTMessage("t", "\($0)") })
                #expect(await received.take(20_000).map(\.text) == (0..<20_000).map(String.init))
                try await client.publish(contentsOf: [])
            }
        }
    }

    @Test func noMoreThanTheWindowIsEverOutstanding() async throws {
        let outstanding = Mutex((now: 0, most: 0))
        try await withFakeServer { packet in
            if packet.type == FakeServer.Packet.publish {
                outstanding.withLock { count in
                    count.now += 1
                    count.most = max(count.most, count.now)
                }
            }
            return packet.type == FakeServer.Packet.connect ? FakeServer.accepted5 : []
        } _: { server in
            var configuration = testConfiguration(server.address, "window")
            configuration.publishWindow = 3
            try await withRunning(MQTTClient(configuration: configuration, logger: .quiet)) { client in
                try await client.waitUntilConnected()
                async let batch: Void = client.publish(contentsOf: (0..<10).map { MQTTMessage("t", "\($0)") })
                async let single = client.publish(MQTTMessage("t", "10"))
                var publishes = server.packets.filter { $0.type == FakeServer.Packet.publish }.makeAsyncIterator()
                var waiting: [[UInt8]] = []
                for sent in 1...11 {
                    waiting.append(try #require(await publishes.next()).messageID)
                    if sent < 3 { continue }
                    outstanding.withLock { $0.now -= 1 }
                    server.send([0x40, 2] + waiting.removeFirst())
                }
                for id in waiting { server.send([0x40, 2] + id) }
                try await batch
                _ = try await single
            }
        }
        #expect(outstanding.withLock { $0.most } == 3)
    }

    @Test func publishingWhileDisconnectedIsRefusedAndNothingIsTaken() async throws {
        try await withBroker { broker in
            let client = MQTTClient(configuration: testConfiguration(broker.address, "late"), logger: .quiet)
            await #expect(throws: MQTTError.notConnected) { try await client.publish(MQTTMessage("t", "too early")) }
            let received = client.subscribe(to: "t", bufferLimit: 10)
            try await withRunning(client) { client in
                try await client.waitUntilConnected()
                try await client.publish(MQTTMessage("t", "in time"))
                #expect(await received.take(1).map(\.text) == ["in time"])
            }
            await #expect(throws: MQTTError.closed) { try await client.publish(MQTTMessage("t", "too late")) }
            #expect(await received.nextBatch(limit: 1) == nil)
        }
    }

    @Test func aCancelledPublishThrowsAndLeavesTheClientUsable() async throws {
        try await withBroker { broker in
            try await withClient(broker, configure: { $0.publishWindow = 1 }) { client in
                broker.pause()
                let inFlight = Task { try await client.publish(MQTTMessage("t", "1")) }
                let waiting = Task { try await client.publish(MQTTMessage("t", "2")) }
                inFlight.cancel()
                waiting.cancel()
                await #expect(throws: MQTTError.cancelled) { try await inFlight.value }
                await #expect(throws: MQTTError.cancelled) { try await waiting.value }
                broker.resume()
                try await client.publish(MQTTMessage("t", "3"))
            }
        }
    }

    @Test func theBrokerSaysWhetherAnybodyListens() async throws {
        try await withBroker { broker in
            try await withClient(broker) { client in
                #expect(try await client.publish(MQTTMessage("nobody", "1")).noMatchingSubscribers)
                let received = client.subscribe(to: "somebody", bufferLimit: 10)
                try await received.waitUntilActive()
                #expect(try await !client.publish(MQTTMessage("somebody", "1")).noMatchingSubscribers)
                try await client.publish(MQTTMessage("somebody", "2", qos: .atMostOnce))
                #expect(await received.take(2).map(\.qos) == [.atLeastOnce, .atMostOnce])
            }
        }
    }

    @Test func aTopicThatCannotBeIsRefused() async throws {
        try await withBroker { broker in
            try await withClient(broker) { client in
                for topic in ["", "a/+", "a/#", "a\0b", String(repeating: "x", count: 65536)] {
                    await #expect(throws: MQTTError.self) { try await client.publish(MQTTMessage(topic, "1")) }
                }
                try await client.publish(MQTTMessage("a", "still fine"))
            }
        }
    }

    /// The broker closes the connection of a 3.1.1 client for it, and an MQTT 5 client is told beforehand.
    @Test func aMessageLargerThanTheBrokerTakesIsRefusedWithoutLosingTheConnection() async throws {
        try await withBroker { broker in
            try await withClient(broker) { client in
                let large = MQTTMessage(topic: "t", payload: Array(repeating: 0, count: 2_000_000))
                await #expect(throws: MQTTError.self) { try await client.publish(large) }
                try await client.publish(MQTTMessage("t", "still connected"))
            }
        }
    }
}
