import Contracts
import Foundation
import MQTT
import Storage
import TestSupport
import Testing

@testable import EventLog

@Suite(.timeLimit(.minutes(1))) struct RelayTests {
    @Test func publishesInOrderWithEveryAttribute() async throws {
        try await withBroker { broker in
            try await withClient(broker) { client in
                let messages = client.subscribe(to: Topics.events(of: .store), bufferLimit: 5000)
                try await messages.waitUntilActive()
                try await withLog { log in
                    // More than a batch waits already, the rest comes while it publishes.
                    try await log.append(1...1100)
                    try await withRelay(log, broker) { relay in
                        for number in 1101...1120 { try await log.append(number...number) }
                        let received = await messages.take(1120)
                        let events = try received.map { try Event(json: Data($0.payload)) }
                        #expect(events.map(\.sequence) == Array(1...1120))
                        #expect(events.map(\.json) == (try await log.events(after: 0, limit: 2000)).map(\.json))
                        for (message, event) in zip(received, events) {
                            #expect(message.topic == "baedal/v1/events/store/FoodChanged/\(event.subject)")
                            #expect(message.qos == .atLeastOnce)
                            #expect(!message.retain)
                            #expect(message.properties.contentType == "application/cloudevents+json")
                            #expect(message.properties.userProperties.map(\.name) == event.attributes.map(\.name))
                            #expect(message.properties.userProperties.map(\.value) == event.attributes.map(\.value))
                        }
                        #expect(messages.droppedCount == 0)
                    }
                }
            }
        }
    }

    @Test func aCopyGoesToTheTopicThatWasAskedFor() async throws {
        try await withBroker { broker in
            try await withClient(broker) { client in
                let messages = client.subscribe(to: "copies/+", bufferLimit: 10)
                try await messages.waitUntilActive()
                try await withLog { log in
                    try await log.database.write { transaction in
                        _ = try log.append(
                            [NewEvent(.foodChanged, subject: "f1", data: Step(number: 1), copyTopic: "copies/f1")],
                            cause: .own("test"),
                            at: .now,
                            in: transaction
                        )
                    }
                    try await withRelay(log, broker) { _ in
                        let copy = await messages.take(1).first
                        #expect(copy?.step == Step(number: 1))
                        #expect(copy?.retain == false)
                        #expect(copy?.properties.contentType == "application/json")
                    }
                }
            }
        }
    }

    @Test func goesOnAfterTheBrokerWasKilled() async throws {
        try await withBroker { broker in
            try await withLog { log in
                try await withRelay(log, broker) { relay in
                    try await log.retain("t", 1)
                    try await withClient(broker) { client in
                        let messages = client.subscribe(to: "t", bufferLimit: 10)
                        await messages.await("t", 1)
                    }
                    await broker.kill()
                    try await log.append(1...700)
                    try await log.retain("t", 2)
                    #expect(try await relay.progress().backlog == 700)
                    try await broker.start()
                    try await withClient(broker) { client in
                        let messages = client.subscribe(to: "t", bufferLimit: 10)
                        await messages.await("t", 2)
                        try await log.retain("t", 3)
                        await messages.await("t", 3)
                    }
                    while try await relay.progress().backlog > 0 { await Task.yield() }
                    // It is written down now and then; within the suite's time limit.
                    while try await log.database.read({ try RelayPosition.load(in: $0).sequence }) < 700 {
                        await Task.yield()
                    }
                }
            }
        }
    }

    @Test func startsWhereTheLastOneEnded() async throws {
        try await withBroker { broker in
            try await withTemporaryDirectory { directory in
                try await withClient(broker) { client in
                    let messages = client.subscribe(to: Topics.events(of: .store), bufferLimit: 100)
                    try await messages.waitUntilActive()
                    var sequences: [Int64] = []
                    for round in 0..<3 {
                        let database = try Database(path: directory + "/store.sqlite")
                        let log = try await EventLog(context: .store, database: database)
                        try await log.append((round * 10 + 1)...(round * 10 + 10))
                        try await withRelay(log, broker) { relay in
                            sequences += try await messages.take(10).map { try Event(json: Data($0.payload)).sequence }
                            while try await relay.progress().backlog > 0 { await Task.yield() }
                        }
                        await database.close()
                    }
                    #expect(sequences == Array(1...30))
                }
            }
        }
    }

    @Test func endsWithItsTaskWhateverTheBrokerDoes() async throws {
        try await withBroker { broker in
            try await withLog { log in
                try await withRelay(log, broker) { _ in try await log.retain("t", 1) }
            }
            await broker.kill()
            try await withLog { log in
                try await withRelay(log, broker) { _ in try await log.append(1...10) }
                #expect(try await log.events(after: 0, limit: 100).count == 10)
            }
        }
    }
}
