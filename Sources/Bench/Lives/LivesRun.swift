import NIOCore

/// Leads lives, each on a connection of its own, and times what they hear. Lives on its event loop.
final class LivesRun {
    /// How long a life may wait for one thing.
    private static let patience: TimeAmount = .seconds(10)

    private let plan: LivesPlan
    private let town: Town
    private let orderPrefix: String
    private let connections: [HTTPConnection]
    private let loop: any EventLoop
    private let promise: EventLoopPromise<LivesOutcome>
    private let begin = NIODeadline.now()
    private var lives: [Life?]
    /// Where each life under way is led, by its number.
    private var places: [Int: Int] = [:]
    private var idle: [Int]
    private var begun = 0
    private var outcome: LivesOutcome
    private var isOver = false

    /// - Parameter connections: one for each life at a time.
    init(_ plan: LivesPlan, in town: Town, on connections: [HTTPConnection], loop: any EventLoop) {
        self.plan = plan
        self.town = town
        self.connections = connections
        self.loop = loop
        orderPrefix = plan.orderPrefix(in: town)
        promise = loop.makePromise()
        lives = Array(repeating: nil, count: connections.count)
        idle = Array(connections.indices)
        outcome = LivesOutcome(seconds: Double(plan.time.nanoseconds) / 1e9)
    }

    func start() -> EventLoopFuture<LivesOutcome> {
        if plan.perSecond == nil {
            for _ in connections.indices { beginLife() }
        } else {
            keepPace()
        }
        watch()
        return promise.futureResult
    }

    func hear(_ items: [LifeFeed.Item]) {
        for item in items {
            guard let place = places[item.number] else { continue }
            lives[place]?.hear(item.news, at: item.at)
            goOn(place)
        }
    }

    private var countedFrom: NIODeadline { begin + plan.warmUp }
    private var end: NIODeadline { countedFrom + plan.time }

    private func counts(_ now: NIODeadline) -> Bool { now >= countedFrom && now < end }

    // MARK: - One life

    private func beginLife() {
        let now = NIODeadline.now()
        guard !isOver, now < end, let place = idle.popLast() else { return }
        begun += 1
        places[begun] = place
        lives[place] = Life(number: begun, at: now)
        ask(place)
    }

    private func ask(_ place: Int) {
        guard let life = lives[place] else { return }
        let order = orderPrefix + String(life.number)
        let request = life.step.request(order: order, place: place, delivery: life.delivery, in: town)
        connections[place].send(request) { [self] result in
            switch result {
            case .success(let answer) where answer.isSuccess:
                lives[place]?.answer(at: .now())
                goOn(place)
            case .success(let answer):
                fail("Order \(order): '\(life.step)' was answered \(answer.status): \(answer.text)")
            case .failure(let failure):
                fail(failure.description)
            }
        }
    }

    private func goOn(_ place: Int) {
        guard !isOver, let life = lives[place], life.missing == nil, let lag = life.lag else { return }
        let now = NIODeadline.now()
        if counts(now) { outcome.lags[life.step, default: Samples()].add(lag) }
        if lives[place]?.advance(at: now) == true {
            ask(place)
        } else {
            endLife(life, at: place, now)
        }
    }

    private func endLife(_ life: Life, at place: Int, _ now: NIODeadline) {
        places[life.number] = nil
        lives[place] = nil
        idle.append(place)
        if counts(now) {
            outcome.completed += 1
            outcome.lengths.add((now - life.begin).nanoseconds)
        }
        if plan.perSecond == nil { beginLife() }
        if now >= end, places.isEmpty { finish() }
    }

    // MARK: - All of them

    /// Begins as many as are due by the clock; where all places are taken the pace is not held, and the outcome shows it.
    private func keepPace() {
        guard !isOver, let perSecond = plan.perSecond else { return }
        beginLife()
        let next = begin + .nanoseconds(Int64(begun) * 1_000_000_000 / Int64(perSecond))
        let soonest = NIODeadline.now() + .microseconds(100)
        loop.assumeIsolated().scheduleTask(deadline: max(next, soonest)) { [self] in keepPace() }
    }

    /// Ends the run where a life waits for something that does not come, or where none is left after the time.
    private func watch() {
        guard !isOver else { return }
        let now = NIODeadline.now()
        for case let life? in lives where now - life.askedAt > Self.patience {
            let order = orderPrefix + String(life.number)
            return fail("Order \(order): 10 s after '\(life.step)' was asked, \(life.missing ?? "nothing") is missing.")
        }
        if now >= end, places.isEmpty { return finish() }
        loop.assumeIsolated().scheduleTask(in: .milliseconds(100)) { [self] in watch() }
    }

    private func finish() {
        guard !isOver else { return }
        isOver = true
        promise.succeed(outcome)
    }

    private func fail(_ sentence: String) {
        guard !isOver else { return }
        isOver = true
        promise.fail(BenchFailure(sentence))
    }
}
