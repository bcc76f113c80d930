import Contracts
import Testing

@testable import EventLog

@Suite struct HandoverTests {
    @Test func handsOverOnceInOrder() {
        let handover = Handover()
        handover.add(events: [logged(1), logged(2)])
        handover.add(snapshots: [snapshot(1)])
        handover.add(events: [logged(3)])
        let batch = handover.take()
        #expect(batch.events.map(\.event.sequence) == [1, 2, 3])
        #expect(batch.snapshots.map(\.revision) == [1])
        #expect(handover.take().count == 0)
    }

    /// Position 10/20, and what was handed over since: only what follows on without a hole is published from here.
    @Test(arguments: [
        ([], [], true),
        ([11], [], true),
        ([11, 12, 13], [21, 25], true),
        ([], [22], true),
        ([12], [], false),
        ([10, 11], [], false),
        ([11, 13], [], false),
        ([], [20, 21], false),
        ([11], [19], false),
    ])
    func followsOnlyWithoutAHole(sequences: [Int64], revisions: [Int64], follows: Bool) {
        let handover = Handover()
        handover.add(events: sequences.map(logged), snapshots: revisions.map(snapshot))
        #expect(handover.take().follows(RelayPosition(sequence: 10, revision: 20)) == follows)
    }

    @Test func saysThatItDoesNotHoldAllOnceItIsFull() {
        let handover = Handover()
        for number in 1...5000 { handover.add(events: [logged(Int64(number))]) }
        let batch = handover.take()
        #expect(batch.isIncomplete)
        #expect(batch.count == 0)
        #expect(!batch.follows(RelayPosition(sequence: 0, revision: 0)))
        handover.add(events: [logged(5001)])
        #expect(handover.take().follows(RelayPosition(sequence: 5000, revision: 0)))
    }

    private func logged(_ sequence: Int64) -> EventTable.Logged {
        let cause = Cause.own("test")
        let event = Event(
            id: "e\(sequence)",
            type: .foodChanged,
            subject: "f1",
            time: .now,
            sequence: sequence,
            correlationID: "f1",
            causationID: cause.id,
            traceparent: cause.traceparent,
            body: .data("{}")
        )
        return EventTable.Logged(event: event, copyTopic: nil)
    }

    private func snapshot(_ revision: Int64) -> RetainedTable.Snapshot {
        RetainedTable.Snapshot(topic: "t", payload: "{}", expiresAt: nil, revision: revision)
    }
}
