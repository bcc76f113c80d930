import Contracts
import Foundation
import MQTT
import Storage
import TestSupport
import Testing

@testable import EventLog

@Suite(.timeLimit(.minutes(1))) struct RetainedTests {
    @Test func isSetReplacedClearedAndExpires() async throws {
        try await withBroker { broker in
            try await withLog { log in
                try await log.retain("kept", 1)
                try await log.retain("cleared", 1)
                try await log.retain("expiring", 1, expiresAt: .now + .seconds(100))
                try await log.retain("expired", 1, expiresAt: .now - .seconds(1))
                try await withRelay(log, broker) { _ in
                    try await withClient(broker) { client in
                        let messages = client.subscribe(to: "#", bufferLimit: 100)
                        await messages.await("expiring", 1)
                        try await log.retain("kept", 2)
                        try await log.clear("cleared")
                        try await log.retain("last", 1)
                        await messages.await("last", 1)
                    }
                    let retained = try await broker.retainedMessages()
                    #expect(retained.mapValues { $0.step?.number } == ["kept": 2, "expiring": 1, "last": 1])
                    #expect(retained["kept"]?.properties.contentType == "application/json")
                    #expect(retained["kept"]?.properties.messageExpiry == nil)
                    #expect((90...100).contains(retained["expiring"]?.properties.messageExpiry ?? 0))
                }
            }
        }
    }

    @Test func comesBackWholeAfterABrokerThatLostEverything() async throws {
        try await withBroker { broker in
            try await withLog { log in
                // More than one page, and older than any doubt.
                try await log.database.write { transaction in
                    for number in 1...1200 {
                        let past = Timestamp.now - .seconds(100_000)
                        try log.retain("topic/\(number)", Step(number: number), at: past, in: transaction)
                    }
                    try log.clear("topic/7", at: .now, in: transaction)
                }
                let expected = Dictionary(
                    uniqueKeysWithValues: (1...1200).filter { $0 != 7 }.map { ("topic/\($0)", $0) }
                )
                try await withRelay(log, broker) { _ in
                    try await withClient(broker) { client in
                        let messages = client.subscribe(to: "topic/+", bufferLimit: 10_000)
                        var seen: [String: Int] = [:]
                        func see(_ batch: [MQTTMessage]) {
                            for message in batch { seen[message.topic] = message.step?.number }
                        }
                        while seen != expected, let batch = await messages.nextBatch(limit: 500) { see(batch) }
                        await broker.kill()
                        try broker.wipe()
                        seen = [:]
                        try await broker.start()
                        // Within the suite's time limit. Whether it comes back before the relay or after it, it sees all.
                        while seen != expected, let batch = await messages.nextBatch(limit: 500) { see(batch) }
                        #expect(messages.droppedCount == 0)
                    }
                    while try await broker.retained() != expected { await Task.yield() }
                }
            }
        }
    }

    /// The broker saves now and then: after a crash it may come back with what has been cleared since.
    ///
    /// - Parameter age: how long ago all of it was, where the machine was off meanwhile.
    @Test(arguments: [Duration.zero, .seconds(6 * 3600)])
    func whatWasClearedStaysClearedThoughTheBrokerRemembersIt(age: Duration) async throws {
        try await withBroker { broker in
            let store = broker.dataDirectory + "/broker/mosquitto.db"
            let snapshot = broker.dataDirectory + "/old.db"
            let then = Timestamp.now - age
            try await withLog { log in
                try await withRelay(log, broker) { relay in
                    try await withClient(broker) { client in
                        let messages = client.subscribe(to: "#", bufferLimit: 100)
                        try await log.retain("kept", 1, at: then)
                        try await log.retain("cleared", 1, at: then)
                        await messages.await("cleared", 1)
                        await broker.stop()
                        try FileManager.default.copyItem(atPath: store, toPath: snapshot)
                        try await broker.start()
                        try await log.clear("cleared", at: then)
                        try await log.retain("last", 1, at: then)
                        await messages.await("last", 1)
                        #expect(try await broker.retained() == ["kept": 1, "last": 1])
                        await relay.purge(at: .now)

                        await broker.kill()
                        try FileManager.default.removeItem(atPath: store)
                        try FileManager.default.copyItem(atPath: snapshot, toPath: store)
                        try await broker.start()
                    }
                    while try await broker.retained() != ["kept": 1, "last": 1] { await Task.yield() }
                }
            }
        }
    }

    @Test func whatHasExpiredIsClearedForBrokersThatKnowNoExpiry() async throws {
        try await withBroker { broker in
            try await withLog { log in
                try await withRelay(log, broker) { relay in
                    try await withClient(broker) { client in
                        let messages = client.subscribe(to: "#", bufferLimit: 100)
                        try await log.retain("old", 1, expiresAt: .now + .seconds(1000))
                        await messages.await("old", 1)
                        await relay.purge(at: .now + .seconds(999))
                        #expect(try await broker.retained() == ["old": 1])
                        await relay.purge(at: .now + .seconds(1001))
                        await messages.await("old", nil)
                    }
                    #expect(try await broker.retained() == [:])
                }
            }
        }
    }

    @Test func whatWasClearedIsForgottenOnceNoBrokerCanRememberIt() async throws {
        try await withBroker { broker in
            try await withLog { log in
                try await withRelay(log, broker) { relay in
                    try await withClient(broker) { client in
                        let messages = client.subscribe(to: "#", bufferLimit: 100)
                        let start = Timestamp.now - .seconds(10_000)
                        try await log.clear("a", at: start)
                        try await log.clear("b", at: start + .seconds(3000))
                        try await log.retain("kept", 1, at: start + .seconds(4000))
                        await messages.await("kept", 1)
                        // A position is saved after the acknowledgement, so each round makes sure of the one before; and
                        // what the start puts back it takes in the order of the names, so it takes one of these at most.
                        for topic in ["two", "one", "last"] {
                            try await log.retain(topic, 1, at: start + .seconds(4000))
                            await messages.await(topic, 1)
                        }
                        await relay.purge(at: .now)
                    }
                }
                let topics = try await log.database.read {
                    try $0.all("SELECT topic FROM retained ORDER BY topic") { $0.text("topic") }
                }
                #expect(topics == ["b", "kept", "last", "one", "two"])
            }
        }
    }
}
