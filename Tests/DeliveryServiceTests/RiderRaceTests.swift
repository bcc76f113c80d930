import Contracts
import EventLog
import MQTT
import ServiceKit
import ServiceLifecycle
import Storage
import TestSupport
import Testing

@testable import DeliveryService

/// The whole way over a real broker.
@Suite struct RiderRaceTests {
    @Test(.timeLimit(.minutes(1))) func aRaceHasOneWinnerAndEveryLoserIsTold() async throws {
        let riders = (0..<1000).map { Rider(id: RiderID(trusted: "r\($0)"), name: "라이더 \($0)", phone: "01000000000") }
        try await withBroker { broker in
            try await withRunningDelivery(broker) { test in
                try await test.register(riders)
                let id = try await test.open("o1").id
                try await withClient(broker) { client in
                    let replies = client.subscribe(to: "baedal/v1/riders/+/replies", bufferLimit: 1000)
                    try await replies.waitUntilActive()
                    let body = Array("{\"deliveryId\":\"\(id)\"}".utf8)
                    try await client.publish(
                        contentsOf: riders.map { rider in
                            MQTTMessage(
                                topic: "baedal/v1/riders/\(rider.id)/requests/claim",
                                payload: body,
                                properties: MQTTProperties(correlationData: Array(rider.id.rawValue.utf8))
                            )
                        }
                    )
                    var winners = 0
                    var losers: Set<String> = []
                    while winners + losers.count < riders.count, let batch = await replies.nextBatch(limit: 1000) {
                        for message in batch {
                            let reply = try JSON.decode(JSONValue.self, from: message.payload)
                            let rider = String(decoding: message.properties.correlationData ?? [], as: UTF8.self)
                            #expect(message.topic == "baedal/v1/riders/\(rider)/replies")
                            if reply["ok"] == .bool(true) {
                                winners += 1
                                #expect(reply["delivery"]?["riderId"] == .string(rider))
                            } else {
                                #expect(reply["problem"]?["code"] == .string("already-claimed"))
                                losers.insert(rider)
                            }
                        }
                    }
                    #expect(winners == 1)
                    #expect(losers.count == riders.count - 1)
                }
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func theBoardAndTheRidersOwnTopicFollow() async throws {
        try await withBroker { broker in
            try await withRunningDelivery(broker) { test in
                try await test.register(Sample.holder)
                try await withClient(broker) { client in
                    let board = client.subscribe(to: "baedal/v1/regions/서울/강남구/#", bufferLimit: 100)
                    let mine = client.subscribe(to: "baedal/v1/riders/holder/deliveries/#", bufferLimit: 100)
                    let answers = client.subscribe(to: "baedal/v1/riders/holder/answers/1", bufferLimit: 100)
                    try await board.waitUntilActive()
                    try await mine.waitUntilActive()
                    try await answers.waitUntilActive()
                    let id = try await test.open("o1").id
                    var shown = board.makeAsyncIterator()
                    let open = try #require(await shown.next())
                    #expect(open.topic == "baedal/v1/regions/서울/강남구/대치동/deliveries/\(id)")
                    #expect(!open.payload.isEmpty)

                    try await client.publish(
                        MQTTMessage(
                            topic: "baedal/v1/riders/holder/requests/claim",
                            payload: Array("{\"deliveryId\":\"\(id)\"}".utf8),
                            properties: MQTTProperties(responseTopic: "baedal/v1/riders/holder/answers/1")
                        )
                    )
                    #expect(await shown.next()?.payload.isEmpty == true)
                    var own = mine.makeAsyncIterator()
                    let snapshot = try JSON.decode(
                        RiderDeliverySnapshot.self,
                        from: try #require(await own.next()).payload
                    )
                    #expect(snapshot.address == Sample.door.address)
                    #expect(snapshot.note == "문 앞에 놓아 주세요")
                    #expect(snapshot.safePhone == SafeNumber.of(id))
                    var reply = answers.makeAsyncIterator()
                    let answer = try JSON.decode(JSONValue.self, from: try #require(await reply.next()).payload)
                    #expect(answer["ok"] == .bool(true))

                    for action in ["pick", "deliver"] {
                        try await client.publish(
                            MQTTMessage(
                                topic: "baedal/v1/riders/holder/requests/\(action)",
                                payload: Array("{\"deliveryId\":\"\(id)\"}".utf8)
                            )
                        )
                    }
                    // What is retained may skip a status that lasts no time, but ends with nothing.
                    while let message = await own.next(), !message.payload.isEmpty {}
                    #expect(try await test.retained(Topics.riderDelivery(Sample.holder.id, id)) == nil)
                }
            }
        }
    }

    /// A service that runs as the program runs it: client, relay, consumer, listeners and timers.
    private func withRunningDelivery(
        _ broker: TestBroker,
        _ body: (TestDelivery) async throws -> Void
    ) async throws {
        let clock = TestClock(Sample.now)
        try await withTestCore(
            .delivery,
            migrations: DeliveryService.migrations,
            broker: [broker.address],
            clock: clock
        ) { core in
            let service = DeliveryService(core: core, storeEvents: EmptyEventReader())
            let book = service.book
            let group = ServiceGroup(services: service.services, logger: core.logger)
            let running = Task { try await group.run() }
            try await core.client.waitUntilConnected()
            do {
                try await body(TestDelivery(service: service, core: core, clock: clock, book: book))
            } catch {
                await group.triggerGracefulShutdown()
                _ = await running.result
                throw error
            }
            await group.triggerGracefulShutdown()
            try await running.value
        }
    }
}
