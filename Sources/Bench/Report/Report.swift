/// The tables, each number beside the limit it is held against.
struct Report {
    private var table = Table()

    var text: String { table.text }

    mutating func title(_ title: String) { table.title(title) }

    mutating func row(_ label: String, _ numbers: [String]) { table.row(label, numbers) }

    mutating func add(_ rates: Rates.Outcome) {
        let settings = rates.settings
        table.title(
            "Durable orders: \(settings.connections) connections, \(settings.rounds) rounds of \(settings.seconds) s each"
        )
        table.row("", ["least", "median", "most"])
        add("GET /health, a second (the limit)", rates.health, Text.whole)
        add("POST /orders answered 201, a second", rates.orders, Text.whole)
        let ratio = { Text.decimal($0, digits: 3) }
        add("ratio", rates.ratio, ratio, Aim.atLeast(0.25, rates.ratio.median, digits: 2))
        if let afterwards = rates.afterwards {
            add("seconds until all that follows was done", afterwards) { Text.decimal($0, digits: 1) }
        }
    }

    mutating func add(_ full: FullLives.Outcome, concurrent: Int) {
        table.title("Full lives, order to confirmation: \(concurrent) at a time, as fast as they go")
        let rate = full.lives.perSecond
        let remark = Aim.atLeast(100, rate, also: rate >= 390 ? " (and 390 to be proud of)" : " (390 to be proud of)")
        table.row("lives a second", [Text.whole(rate)], remark)
        addTimes(full, broker: "bare broker, publish to receive, in the same seconds")
    }

    mutating func add(paced: FullLives.Outcome) {
        table.title("Full lives at the pace of the busiest hour (39 orders a second)")
        table.row("lives a second", [Text.decimal(paced.lives.perSecond, digits: 1)])
        addTimes(paced, broker: "bare broker alone, publish to receive, as many a second")
    }

    mutating func add(_ memory: Memory.Outcome) {
        table.title("Resident memory of the server: \(Text.whole(Double(memory.orders))) orders")
        table.row("", ["MB"])
        let growth = memory.after.residentKB - memory.half.residentKB
        table.row("before", [Text.megabytes(memory.before.residentKB)])
        table.row("after half of them", [Text.megabytes(memory.half.residentKB)])
        let after = Double(memory.after.residentKB) / 1024
        table.row("after all of them", [Text.megabytes(memory.after.residentKB)], Aim.atMost(200, after))
        let share = 100 * Double(growth) / Double(memory.half.residentKB)
        table.row("growth over the last half", [Text.megabytes(growth)], Aim.atMost(5, share, also: " % of it, flat"))
        table.row("when all that follows was done", [Text.megabytes(memory.rested.residentKB)])
        table.row("most ever", [Text.megabytes(memory.rested.peakKB)])
        table.row("orders a second, all the way", [Text.whole(Double(memory.orders) / memory.seconds)])
        table.row("seconds until all that follows was done", [Text.decimal(memory.afterwards, digits: 1)])
    }

    mutating func add(_ notifications: Notifications.Outcome) {
        table.title("Notifications: \(Text.whole(Double(notifications.count))) events from the wire to DELIVERED")
        table.row("", ["a second"])
        let theirs = notifications.mqttwarn
        func row(_ label: String, _ rate: Double) {
            table.row(label, [Text.whole(rate)], theirs.map { Aim.atLeast(10, rate / $0, also: " × mqttwarn") } ?? "")
        }
        row("provider local", notifications.local)
        row("provider bizgo, against its stand-in", notifications.bizgo)
        if let theirs {
            table.row("mqttwarn 0.36, one row in SQLite each", [Text.whole(theirs)])
            table.row("ratio, local", [Text.decimal(notifications.local / theirs, digits: 1)])
            table.row("ratio, bizgo", [Text.decimal(notifications.bizgo / theirs, digits: 1)])
        } else {
            table.row("mqttwarn 0.36", ["none"], "it could not be installed")
        }
        let losses = notifications.losses
        table.row(
            "lost, broker and service killed in mid-stream",
            ["\(losses.lost)"],
            Aim.atMost(0, Double(losses.lost))
        )
        table.row("doubled", ["\(losses.doubled)"], Aim.atMost(0, Double(losses.doubled)))
        table.row("requests made again and recognised by their key", ["\(losses.repeats)"])
    }

    private mutating func add(
        _ label: String,
        _ spread: Spread,
        _ format: (Double) -> String,
        _ remark: String = ""
    ) {
        table.row(label, [spread.least, spread.median, spread.most].map(format), remark)
    }

    private mutating func addTimes(_ outcome: FullLives.Outcome, broker: String) {
        table.row("from each REST answer to the subscriber's receipt of", ["p50 ms", "p99 ms"])
        for step in LifeStep.allCases { addTimes("  \(step.status)", outcome.lives.lags[step] ?? Samples()) }
        let all = outcome.lives.allLags
        addTimes("any status", all)
        addTimes(broker, outcome.broker)
        let ratio = Double(all.percentile(0.99)) / Double(max(1, outcome.broker.percentile(0.99)))
        table.row("ratio of p99", ["", Text.decimal(ratio, digits: 1)], Aim.atMost(10, ratio))
        addTimes("a whole life", outcome.lives.lengths)
    }

    private mutating func addTimes(_ label: String, _ samples: Samples) {
        table.row(label, [samples.percentile(0.5), samples.percentile(0.99)].map(Text.milliseconds))
    }
}
