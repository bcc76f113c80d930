import Contracts
import MQTT
import TestSupport
import Testing

@testable import EventLog
@testable import Storage

@Suite(.timeLimit(.minutes(1))) struct EventConsumerTests {
    @Test func appliesOnceWhatIsDeliveredTwice() async throws {
        try await withFollower { follower, client in
            try await follower.log.append(1...3)
            try await follower.publish([1, 1, 2, 1, 2, 3, 3, 2], by: client)
            await follower.applied.waitFor(3)
            try await follower.log.append(4...4)
            try await follower.publish([4], by: client)
            await follower.applied.waitFor(4)
            #expect(try await follower.effects() == [1, 2, 3, 4])
            #expect(try await follower.cursor() == 4)
            #expect(follower.consumer.currentProgress.sequence == 4)
            #expect(follower.consumer.currentProgress.gaps == 0)
        }
    }

    @Test func healsAGapFromTheLog() async throws {
        try await withFollower { follower, client in
            try await follower.log.append(1...400)
            try await follower.publish([1, 2, 400], by: client)
            await follower.applied.waitFor(400)
            #expect(try await follower.effects() == Array(1...400))
            #expect(follower.consumer.currentProgress.gaps == 1)
        }
    }

    /// What came before the gap has been applied by then, and must not be applied again.
    @Test func aGapThatCannotBeReadAtOnceDoublesNothing() async throws {
        try await withFollower { follower, client in
            try await follower.log.append(1...4)
            follower.reader.failNext(2)
            try await follower.publish([1, 2, 4], by: client)
            await follower.applied.waitFor(4)
            #expect(follower.reader.remainingFailures == 0)
            #expect(try await follower.effects() == [1, 2, 3, 4])
        }
    }

    @Test func findsALastMessageThatWasLost() async throws {
        try await withFollower { follower, _ in
            try await follower.log.append(1...1)
            await follower.applied.waitFor(1)
            #expect(try await follower.effects() == [1])
        }
    }

    @Test func startsAnewFromTheLogWithTheBrokerDown() async throws {
        try await withBroker { broker in
            await broker.kill()
            try await withFollower(of: broker, awaitingConnection: false) { follower, _ in
                try await follower.log.append(1...700)
                await follower.applied.waitFor(700)
                #expect(try await follower.effects() == Array(1...700))
            }
        }
    }

    @Test func goesOnWhereItsCursorStands() async throws {
        try await withBroker { broker in
            try await withLog(.store) { log in
                try await withLog(.order, migrations: [Follower.migration]) { own in
                    for round in 0..<3 {
                        let numbers = (round * 10 + 1)...(round * 10 + 10)
                        try await log.append(numbers)
                        try await Follower.run(broker: broker, log: log, own: own) { follower, _ in
                            await follower.applied.waitFor(numbers.upperBound)
                        }
                    }
                    #expect(try await own.database.read(Follower.effects) == Array(1...30))
                }
            }
        }
    }

    @Test func appliesOnlyTheTypesItWants() async throws {
        try await withFollower { follower, client in
            try await follower.log.append(1...2)
            try await follower.log.append(3...3, of: .storeRegistered)
            try await follower.log.append(4...4)
            try await follower.publish([1, 2, 3, 4], by: client)
            await follower.applied.waitFor(4)
            #expect(try await follower.effects() == [1, 2, 4])
            #expect(try await follower.cursor() == 4)
        }
    }

    @Test func aPoisonedEventIsLeftAsideAndTheRestGoesOn() async throws {
        try await withFollower { follower, client in
            follower.trouble.set(Refusal(), at: 2)
            // A row that the store refuses will be refused tomorrow too.
            follower.trouble.set(StorageError(.constraint, "refused"), at: 3)
            try await follower.log.append(1...4)
            try await follower.publish([1, 2, 3, 4], by: client)
            await follower.applied.waitFor(4)
            #expect(try await follower.effects() == [1, 4])
            #expect(try await follower.cursor() == 4)
            #expect(follower.consumer.currentProgress.parked == 2)
            let parked = try await follower.own.database.read {
                try $0.all("SELECT sequence, reason, type FROM parked_event ORDER BY sequence") {
                    "\($0.long("sequence")) \($0.text("type")) \($0.text("reason"))"
                }
            }
            #expect(parked == ["2 FoodChanged Refusal()", "3 FoodChanged refused"])
        }
    }

    /// The store's own refusal, as a handler really meets it.
    @Test func aConstraintInTheHandlerIsLeftAsideToo() async throws {
        try await withFollower { follower, client in
            try await follower.own.database.write { transaction in
                try transaction.execute("CREATE UNIQUE INDEX once ON effect (number)")
                try transaction.execute("INSERT INTO effect (number) VALUES (2)")
            }
            try await follower.log.append(1...3)
            try await follower.publish([1, 2, 3], by: client)
            await follower.applied.waitFor(3)
            #expect(try await follower.effects() == [1, 2, 3])
            #expect(follower.consumer.currentProgress.parked == 1)
        }
    }

    @Test func whatWasSpoiledOnTheWayIsAppliedFromTheLog() async throws {
        try await withFollower { follower, client in
            try await follower.log.append(1...2)
            var event = try #require(try await follower.log.events(after: 0, limit: 1).first)
            event.body = .data("{\"number\":")
            try await client.publish(MQTTMessage(topic: event.topic, payload: Array(event.json.utf8)))
            event.body = .data("{\"number\":\"one\"}")
            try await client.publish(MQTTMessage(topic: event.topic, payload: Array(event.json.utf8)))
            try await follower.publish([2], by: client)
            await follower.applied.waitFor(2)
            #expect(try await follower.effects() == [1, 2])
            #expect(follower.consumer.currentProgress.parked == 0)
        }
    }

    @Test func troubleOfTheStoreIsTriedAgainAndLeavesNeitherEffectNorCursor() async throws {
        try await withFollower { follower, client in
            follower.trouble.set(StorageError(.busy, "held"), at: 3)
            try await follower.log.append(1...5)
            try await follower.publish([1, 2, 3, 4, 5], by: client)
            await follower.tried.waitFor(3)
            await follower.tried.waitFor(3)
            // The first try is rolled back by now, with the events before it in its batch; one before that stays.
            let effects = try await follower.effects()
            #expect(effects == Array([1, 2].prefix(effects.count)))
            #expect(try await follower.cursor() == Int64(effects.count))
            follower.trouble.clear()
            await follower.applied.waitFor(5)
            #expect(try await follower.effects() == [1, 2, 3, 4, 5])
            #expect(follower.consumer.currentProgress.parked == 0)
        }
    }

    @Test func whatIsNoEventOfTheContextIsCountedAndDropped() async throws {
        try await withFollower { follower, client in
            try await follower.log.append(1...1)
            let event = try #require(try await follower.log.events(after: 0, limit: 1).first)
            var foreign = event
            foreign.type = .orderPlaced
            var hostile = event
            hostile.traceparent = "\",\"data\":{}}"
            for payload in ["", "not json", "{}", foreign.json, hostile.json, event.json + "x"] {
                try await client.publish(MQTTMessage(topic: event.topic, payload: Array(payload.utf8)))
            }
            try await client.publish(MQTTMessage(topic: event.topic, payload: [0xFF, 0x00, 0xC3]))
            try await follower.publish([1], by: client)
            await follower.applied.waitFor(1)
            #expect(follower.consumer.currentProgress.malformed == 7)
            #expect(try await follower.effects() == [1])
        }
    }

    /// A number far ahead costs one look into the log, and holds up nothing.
    @Test func anEventFromTheFutureIsNotBelieved() async throws {
        try await withFollower { follower, client in
            try await follower.log.append(1...1)
            var event = try #require(try await follower.log.events(after: 0, limit: 1).first)
            event.sequence = 1_000_000
            try await client.publish(MQTTMessage(topic: event.topic, payload: Array(event.json.utf8)))
            await follower.applied.waitFor(1)
            try await follower.log.append(2...2)
            try await follower.publish([2], by: client)
            await follower.applied.waitFor(2)
            #expect(try await follower.effects() == [1, 2])
        }
    }

    @Test func everythingArrivesOnceThoughTheBrokerIsKilledAgainAndAgain() async throws {
        try await withBroker { broker in
            try await withFollower(of: broker) { follower, _ in
                try await withRelay(follower.log, broker) { _ in
                    for round in 0..<4 {
                        try await follower.log.append((round * 100 + 1)...(round * 100 + 60))
                        await broker.kill()
                        if round == 2 { try broker.wipe() }
                        try await follower.log.append((round * 100 + 61)...(round * 100 + 100))
                        try await broker.start()
                    }
                    await follower.applied.waitFor(400)
                    #expect(try await follower.effects() == Array(1...400))
                    #expect(follower.consumer.currentProgress.parked == 0)
                }
            }
        }
    }

    @Test func whatAnEndInterruptsIsNeitherAppliedNorLeftAside() async throws {
        try await withLog(.store) { log in
            try await withLog(.order) { own in
                try await log.append(1...2)
                let (readings, reading) = AsyncStream.makeStream(of: Void.self)
                let (unending, held) = AsyncStream.makeStream(of: Void.self)
                defer { held.finish() }
                let nowhere = MQTTAddress(host: "127.0.0.1", port: 9)
                let consumer = EventConsumer(
                    name: "follower",
                    context: .store,
                    types: [.foodChanged],
                    client: MQTTClient(configuration: testConfiguration(nowhere, "follower"), logger: quiet),
                    reader: log,
                    database: own.database,
                    logger: quiet
                ) { events in
                    // The two together are refused, so that each is read alone; then the end comes.
                    guard events.count == 1 else { throw Refusal() }
                    reading.yield()
                    for await _ in unending {}
                    throw CancellationError()
                }
                let running = Task { try await consumer.run() }
                for await _ in readings { break }
                running.cancel()
                try await running.value
                #expect(consumer.currentProgress.parked == 0)
                let cursor = ConsumerCursor(consumer: "follower", context: .store)
                #expect(try await own.database.read { try cursor.load(in: $0) } == 0)
            }
        }
    }
}
