import MQTT
import TestSupport
import Testing

@Suite struct PropertiesTests {
    private let full = MQTTProperties(
        userProperties: [.init("specversion", "1.0"), .init("가게", "행복한 치킨 🍗"), .init("가게", "두 번째"), .init("", "")],
        responseTopic: "baedal/v1/riders/r1/replies",
        correlationData: [0, 1, 255, 0],
        messageExpiry: 600,
        contentType: "application/cloudevents+json"
    )

    @Test func goThereAndBack() async throws {
        try await withBroker { broker in
            try await withClient(broker) { client in
                let received = client.subscribe(to: "역삼동/+", bufferLimit: 10)
                try await received.waitUntilActive()
                let message = MQTTMessage(topic: "역삼동/배달", payload: [0, 255], properties: full)
                try await client.publish(message)
                #expect(await received.take(1) == [message])
            }
        }
    }

    @Test func areLeftOutOnTheOlderVersion() async throws {
        try await withBroker { broker in
            try await withClient(broker, configure: { $0.preferredVersion = .v3_1_1 }) { client in
                #expect(await client.nextConnection()?.protocolVersion == .v3_1_1)
                let received = client.subscribe(to: "t", bufferLimit: 10)
                try await received.waitUntilActive()
                try await client.publish(MQTTMessage(topic: "t", payload: [1], properties: full))
                #expect(await received.take(1) == [MQTTMessage(topic: "t", payload: [1])])
            }
        }
    }

    @Test func aNulInOneIsRefused() async throws {
        try await withBroker { broker in
            try await withClient(broker) { client in
                var message = MQTTMessage("t", "1")
                message.properties.userProperties = [.init("name", "a\0b")]
                await #expect(throws: MQTTError.self) { try await client.publish(message) }
                message.properties = MQTTProperties(correlationData: Array(repeating: 1, count: 65536))
                await #expect(throws: MQTTError.self) { try await client.publish(message) }
            }
        }
    }

    @Test func aRetainedMessageIsKeptAndCleared() async throws {
        try await withBroker { broker in
            try await withClient(broker) { client in
                var kept = MQTTMessage("t/kept", "v1", retain: true)
                kept.properties.contentType = "text/plain"
                try await client.publish(kept)
                let first = client.subscribe(to: "t/#", bufferLimit: 10)
                #expect(await first.take(1) == [kept])
                try await client.publish(MQTTMessage("t/kept", "", retain: true))
                #expect(await first.take(1).map(\.payload) == [[]])
            }
            try await withClient(broker) { client in
                let second = client.subscribe(to: "t/#", bufferLimit: 10)
                try await second.waitUntilActive()
                try await client.publish(MQTTMessage("t/end", "end"))
                #expect(await second.take(1).map(\.topic) == ["t/end"])
            }
        }
    }
}
