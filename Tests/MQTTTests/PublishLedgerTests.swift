import Synchronization
import Testing

@testable import MQTT

@Suite struct PublishLedgerTests {
    private let answers = Answers()

    @Test func theWindowBoundsWhatIsInFlightAndOrderIsKept() {
        var ledger = PublishLedger(window: 2)
        ledger.add(job("a", 3), id: 1)
        ledger.add(job("b", 1), id: 2)
        #expect(send(&ledger, from: 10) == ["a0", "a1"])
        #expect(ledger.next() == nil)
        #expect(ledger.didAcknowledge(10, with: .success(.init())) == nil)
        #expect(send(&ledger, from: 12) == ["a2"])
        ledger.didAcknowledge(12, with: .success(.init()))?.give()
        #expect(answers.all.isEmpty)
        ledger.didAcknowledge(11, with: .success(.init()))?.give()
        #expect(answers.all == ["a": .success(.init())])
        #expect(send(&ledger, from: 13) == ["b0"])
        ledger.didAcknowledge(13, with: .success(.init(noMatchingSubscribers: true)))?.give()
        #expect(answers.all["b"] == .success(.init(noMatchingSubscribers: true)))
        #expect(ledger.isIdle && ledger.inFlightCount == 0)
    }

    @Test func aCancelledJobKeepsItsPlaceInTheWindowUntilAcknowledged() {
        var ledger = PublishLedger(window: 1)
        ledger.add(job("a", 2), id: 1)
        ledger.add(job("b", 1), id: 2)
        #expect(send(&ledger, from: 1) == ["a0"])
        ledger.fail(1, .cancelled)?.give()
        #expect(answers.all == ["a": .failure(.cancelled)])
        #expect(ledger.next() == nil)
        #expect(ledger.didAcknowledge(1, with: .success(.init())) == nil)
        #expect(send(&ledger, from: 2) == ["b0"])
    }

    @Test func aLostConnectionRefusesWhatWasNotHandedOverAndKeepsWhatWas() {
        var ledger = PublishLedger(window: 3)
        ledger.add(job("whole", 1), id: 1)
        ledger.add(job("quick", 1, qos: .atMostOnce), id: 2)
        ledger.add(job("half", 2), id: 3)
        ledger.add(job("none", 1), id: 4)
        #expect(send(&ledger, from: 1) == ["whole0", "quick0", "half0"])
        for answer in ledger.connectionLost() { answer.give() }
        #expect(
            answers.all == [
                "quick": .failure(.connectionLost), "half": .failure(.notConnected), "none": .failure(.notConnected),
            ]
        )
        #expect(ledger.inFlightCount == 2)
        ledger.didAcknowledge(1, with: .success(.init()))?.give()
        #expect(answers.all["whole"] == .success(.init()))
        #expect(ledger.didAcknowledge(3, with: .success(.init())) == nil)
        #expect(ledger.isIdle && ledger.inFlightCount == 0)
    }

    @Test func aRefusedMessageFailsItsJobAndNotTheNext() {
        var ledger = PublishLedger(window: 5)
        ledger.add(job("bad", 2), id: 1)
        ledger.add(job("good", 1), id: 2)
        #expect(ledger.next()?.topic == "bad0")
        ledger.didRefuse(.invalidMessage("no"))?.give()
        #expect(answers.all == ["bad": .failure(.invalidMessage("no"))])
        #expect(send(&ledger, from: 1) == ["good0"])
    }

    @Test func closingAnswersEverybody() {
        var ledger = PublishLedger(window: 1)
        ledger.add(job("a", 1), id: 1)
        ledger.add(job("b", 1), id: 2)
        _ = send(&ledger, from: 1)
        for answer in ledger.close() { answer.give() }
        #expect(answers.all == ["a": .failure(.closed), "b": .failure(.closed)])
        #expect(ledger.didAcknowledge(1, with: .success(.init())) == nil)
    }

    @Test func anIdThatIsUsedAgainFailsTheOlderMessage() {
        var ledger = PublishLedger(window: 5)
        ledger.add(job("old", 1), id: 1)
        ledger.add(job("new", 1), id: 2)
        _ = ledger.next()
        #expect(ledger.didSend(7) == nil)
        _ = ledger.next()
        ledger.didSend(7)?.give()
        #expect(answers.all.keys.sorted() == ["old"])
    }

    private func job(_ name: String, _ count: Int, qos: QoS = .atLeastOnce) -> PublishJob {
        let messages = (0..<count).map { MQTTMessage(topic: "\(name)\($0)", payload: [], qos: qos) }
        return PublishJob(messages) { [answers] in answers.record(name, $0) }
    }

    private func send(_ ledger: inout PublishLedger, from firstID: Int32) -> [String] {
        var topics: [String] = []
        while let message = ledger.next() {
            ledger.didSend(firstID + Int32(topics.count))?.give()
            topics.append(message.topic)
        }
        return topics
    }
}

private final class Answers: Sendable {
    private let answers = Mutex<[String: PublishJob.Answer]>([:])
    var all: [String: PublishJob.Answer] { answers.withLock { $0 } }
    func record(_ name: String, _ answer: PublishJob.Answer) { answers.withLock { $0[name] = answer } }
}

extension DueAnswer: Equatable {
    static func == (left: DueAnswer, right: DueAnswer) -> Bool {
        left.answer == right.answer && left.job.messages == right.job.messages
    }
}
