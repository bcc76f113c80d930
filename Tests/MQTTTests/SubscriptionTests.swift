import Testing

@testable import MQTT

@Suite struct SubscriptionTests {
    private func message(_ number: Int) -> MQTTMessage { MQTTMessage(topic: "t/\(number)", payload: []) }

    private func deliver(_ message: MQTTMessage, to subscription: MQTTSubscription) {
        if subscription.append(message) { subscription.wakeConsumer() }
    }

    @Test func theNewestIsDroppedAndCountedWhenTheBufferIsFull() async {
        let subscription = MQTTSubscription(filter: "t/#", qos: .atLeastOnce, bufferLimit: 3)
        for number in 0..<5 { deliver(message(number), to: subscription) }
        #expect(subscription.droppedCount == 2)
        #expect(await subscription.nextBatch(limit: 2)?.map(\.topic) == ["t/0", "t/1"])
        deliver(message(5), to: subscription)
        #expect(await subscription.nextBatch(limit: 10)?.map(\.topic) == ["t/2", "t/5"])
        #expect(subscription.droppedCount == 2)
    }

    @Test func theConsumerWakesForAMessageAndForTheEnd() async {
        let subscription = MQTTSubscription(filter: "t/#", qos: .atLeastOnce, bufferLimit: 3)
        async let first = subscription.nextBatch(limit: 5)
        deliver(message(1), to: subscription)
        #expect(await first?.count == 1)
        deliver(message(2), to: subscription)
        subscription.end()
        #expect(await subscription.nextBatch(limit: 5)?.count == 1)
        #expect(await subscription.nextBatch(limit: 5) == nil)
        #expect(await subscription.first { _ in true } == nil)
    }

    @Test func aCancelledConsumerGetsNil() async {
        let subscription = MQTTSubscription(filter: "t/#", qos: .atLeastOnce, bufferLimit: 3)
        let waiting = Task { await subscription.nextBatch(limit: 5) }
        waiting.cancel()
        #expect(await waiting.value == nil)
        deliver(message(1), to: subscription)
        #expect(await subscription.nextBatch(limit: 5)?.count == 1)
    }

    @Test func theBufferKeepsOrderThroughAnyMixOfTaking() {
        var buffer = MessageBuffer(limit: 10_000)
        var expected = 0
        var added = 0
        for round in 0..<200 {
            for _ in 0..<((round * 37) % 90) where buffer.append(message(added)) { added += 1 }
            if round.isMultiple(of: 3), let one = buffer.popFirst() {
                #expect(one.topic == "t/\(expected)")
                expected += 1
            }
            for taken in buffer.pop(upTo: (round * 17) % 60 + 1) {
                #expect(taken.topic == "t/\(expected)")
                expected += 1
            }
            #expect(buffer.count == added - expected)
        }
        #expect(expected > 3000)
    }
}
