import Foundation
import TestSupport
import Testing

@testable import MQTT

@Suite struct ReconnectTests {
    /// What was handed over when the connection dropped is sent again by the library, not by us.
    @Test func aPublishInFlightIsAcknowledgedAfterTheReconnectAndDeliveredOnce() async throws {
        try await withBroker { broker in
            try await withClient(broker, "subscriber") { subscriber in
                let received = subscriber.subscribe(to: "t", bufferLimit: 10)
                try await received.waitUntilActive()
                // The subscription is stored, so that it is there before either client comes back.
                await broker.stop()
                try await broker.start()
                try await withClient(broker, "publisher") { publisher in
                    var events = publisher.connections().makeAsyncIterator()
                    _ = await events.nextConnected()
                    broker.pause()
                    async let acknowledgement = publisher.publish(MQTTMessage("t", "in flight"))
                    while publisher.inFlightCount == 0 { await Task.yield() }
                    await broker.kill()
                    _ = await events.nextDisconnected()
                    await #expect(throws: MQTTError.notConnected) {
                        try await publisher.publish(MQTTMessage("t", "no"))
                    }
                    try await broker.start()
                    #expect(try await acknowledgement.noMatchingSubscribers == false)
                    try await publisher.publish(MQTTMessage("t", "after"))
                }
                #expect(await received.take(2).map(\.text) == ["in flight", "after"])
                #expect(received.droppedCount == 0)
            }
        }
    }

    /// The library says "no connection" and keeps the message all the same.
    @Test func aMessageTakenWithoutAConnectionIsSentOnceWhenThereIsOne() async throws {
        try await withBroker { broker in
            try await withClient(broker) { client in
                let received = client.subscribe(to: "t", bufferLimit: 10)
                try await received.waitUntilActive()
                let configuration = testConfiguration(broker.address, "by hand")
                let core = ClientCore(configuration: configuration, logger: .quiet)
                let context = CallbackContext(core)
                let handle = try MosquittoHandle(configuration, context: Unmanaged.passUnretained(context).toOpaque())
                defer {
                    handle.destroy()
                    withExtendedLifetime(context) {}
                }
                context.register(with: handle)
                #expect(try handle.publish(MQTTMessage("t", "kept"), version: .v5) > 0)
                #expect(throws: MQTTError.connectionLost) {
                    try handle.publish(MQTTMessage("t", "gone", qos: .atMostOnce), version: .v5)
                }
                #expect(handle.connect(to: broker.address, version: .v5, configuration: configuration) == nil)
                while context.acceptance == nil {
                    _ = handle.turn(upTo: .milliseconds(20), waker: core.waker, context: context)
                }
                // The goodbye is written after what was kept.
                handle.disconnect()
                while handle.socket >= 0 {
                    _ = handle.turn(upTo: .milliseconds(20), waker: core.waker, context: context)
                }
                #expect(await received.take(1).map(\.text) == ["kept"])
                try await client.publish(MQTTMessage("t", "next"))
                #expect(await received.take(1).map(\.text) == ["next"])
            }
        }
    }

    @Test func aWipedBrokerIsNoticedAndSubscribedToAgain() async throws {
        try await withBroker { broker in
            try await withClient(broker, "keeper") { client in
                let received = client.subscribe(to: "t", bufferLimit: 10)
                try await received.waitUntilActive()
                var events = client.connections().makeAsyncIterator()
                #expect(await events.nextConnected()?.sessionPresent == false)
                await broker.stop()
                try await broker.start()
                #expect(await events.nextConnected()?.sessionPresent == true)
                await broker.kill()
                try broker.wipe()
                try await broker.start()
                #expect(await events.nextConnected()?.sessionPresent == false)
                try await client.publish(MQTTMessage("t", "there"))
                #expect(await received.take(1).map(\.text) == ["there"])
            }
        }
    }

    @Test func theNextAddressIsTakenWhenOneIsGone() async throws {
        try await withBroker { first in
            try await withBroker { second in
                try await withClient(first, configure: { $0.addresses.append(second.address) }) { client in
                    let received = client.subscribe(to: "t", bufferLimit: 10)
                    try await received.waitUntilActive()
                    var events = client.connections().makeAsyncIterator()
                    #expect(await events.nextConnected()?.address == first.address)
                    await first.kill()
                    #expect(await events.nextConnected()?.address == second.address)
                    try await client.publish(MQTTMessage("t", "over there"))
                    #expect(await received.take(1).map(\.text) == ["over there"])
                }
            }
        }
    }

    @Test func theWillIsPublishedWhenTheClientVanishes() async throws {
        try await withBroker { broker in
            try await withClient(broker) { watcher in
                let wills = watcher.subscribe(to: "presence/#", bufferLimit: 10)
                try await wills.waitUntilActive()
                var will = MQTTMessage("presence/r1", "offline", retain: true)
                will.properties.userProperties = [.init("이유", "연결 끊김")]
                try await withClient(broker, configure: { $0.will = will }) { client in
                    let socket = try #require(client.core.withState { $0.handle?.socket })
                    shutdown(socket, Int32(SHUT_RDWR))
                    let received = try #require(await wills.take(1).first)
                    #expect(received.text == "offline" && received.properties == will.properties)
                    try await client.waitUntilConnected()
                }
                // It left with a goodbye this time.
                try await watcher.publish(MQTTMessage("presence/end", "end"))
                #expect(await wills.take(1).map(\.text) == ["end"])
            }
        }
    }

    /// The library's own loop fails on a descriptor of 1024 or more. In a process of its own, whose next one is.
    @Test func connectsWhereMoreThanAThousandDescriptorsAreOpen() async throws {
        try await withBroker { broker in
            let port = broker.port
            await #expect(processExitsWith: .success) { [port = port as Int] in
                var limit = rlimit()
                getrlimit(Int32(RLIMIT_NOFILE.rawValue), &limit)
                limit.rlim_cur = min(4096, limit.rlim_max)
                setrlimit(Int32(RLIMIT_NOFILE.rawValue), &limit)
                let descriptors = (0..<1100).map { _ in dup(2) }
                try #require(descriptors.allSatisfy { $0 >= 0 })
                let address = MQTTAddress(host: "127.0.0.1", port: port)
                let client = MQTTClient(configuration: testConfiguration(address, "many"), logger: .quiet)
                let received = client.subscribe(to: "t", bufferLimit: 10)
                try await withRunning(client) { client in
                    try await client.waitUntilConnected()
                    #expect(try #require(client.core.withState { $0.handle?.socket }) >= 1024)
                    try await client.publish(MQTTMessage("t", "1"))
                    #expect(await received.take(1).count == 1)
                }
            }
        }
    }
}
