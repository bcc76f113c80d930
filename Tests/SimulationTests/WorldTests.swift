import Contracts
import Synchronization
import Testing

@testable import Simulation

@Suite("Time and view")
struct WorldTests {
    @Test("the agenda wakes in the order of time, and of one time in the order of asking")
    func agenda() {
        var agenda = Agenda()
        var chances = SeededGenerator(seed: 3)
        let times = (0..<200).map { _ in Double(Int.random(in: 0..<20, using: &chances)) }
        for (number, time) in times.enumerated() { agenda.add(.rider(number), at: time) }
        agenda.add(.rider(999), at: .infinity)
        #expect(agenda.next(at: -1) == nil)
        var woken: [Agenda.Who] = []
        while let who = agenda.next(at: 100) { woken.append(who) }
        let expected = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
        #expect(woken == expected.map { .rider($0) })
    }

    @Test("click to door is counted once an order")
    func tally() {
        var tally = Tally()
        for errand in 0..<10 {
            tally.clicked(errand, at: 0)
            tally.delivered(errand, at: Double(errand + 1) * 60)
            tally.delivered(errand, at: 99_999)
        }
        #expect(tally.clickToDoorMinutes?.mean == 5.5)
        #expect(tally.clickToDoorMinutes?.p90 == 9)
        #expect(tally.perMinute(at: 600).deliveries == 1)
    }

    @Test("the view says where everybody is")
    func view() {
        var scene = World.Scene()
        scene.at = 150
        scene.statuses = [.cooking: 2, .pickedUp: 1]
        scene.riders = [.idle: 3, .toDoor: 1]
        let view = View(scenario: Sample.scenario(), speed: 60)
        let lines = view.lines(scene)
        #expect(lines[0] == "sample · 18:02 · 60× · minute 2 of 10")
        #expect(lines[1] == "orders   0/1 ordered · 2 cooking · 1 picked up")
        #expect(lines[2] == "riders   3 idle · 1 to a door")
        #expect(view.lines(World.Scene()).count == lines.count)
    }

    @Test("a terminal is drawn over in place, anything else gets lines without control characters")
    func screen() {
        let text = Mutex("")
        let take: @Sendable (String) -> Void = { part in text.withLock { $0 += part } }
        let live = Screen(isLive: true, write: take)
        live.draw(["a", "b"])
        live.draw(["c", "d"])
        #expect(text.withLock { $0 }.contains("\u{1B}[2A"))
        text.withLock { $0 = "" }
        Screen(isLive: false, write: take).say("a", "b")
        #expect(text.withLock { $0 } == "a\nb\n")
    }
}
