import Contracts
public import MQTT
import Regions
import Synchronization

/// How a scenario is to be played, and against what.
public struct SimulatorConfiguration: Sendable {
    /// As `http://127.0.0.1:8088`.
    public var url: String
    public var mqtt: MQTTAddress
    /// Simulated seconds to a real one, 0.1 to 600.
    public var speed: Double
    /// `board` or `auto` for the scenario's areas; nil leaves them as they are.
    public var dispatch: String?
    /// After the last order, this long for all to end: simulated time, and real time at least and at most.
    public var endingMinutes = 120.0
    public var leastEnding: Duration = .seconds(60)
    public var mostEnding: Duration = .seconds(3600)

    public init(url: String, mqtt: MQTTAddress, speed: Double, dispatch: String? = nil) {
        self.url = url
        self.mqtt = mqtt
        self.speed = speed
        self.dispatch = dispatch
    }

    var endingLimit: Duration { min(max(.seconds(endingMinutes * 60 / speed), leastEnding), mostEnding) }
}

/// A summary with all that it was made of.
struct Outcome: Sendable {
    let summary: Summary
    let account: Account
    let evidence: Evidence
}

/// Plays a scenario against a running system, from outside, and checks what the system promises.
public final class Simulator: Sendable {
    /// What is asked at once over REST and MQTT.
    private static let outgoingLimit = 64
    /// The clock's step: at 60 times the speed a simulated second.
    private static let step: Duration = .milliseconds(20)
    private static let settlingLimit: Duration = .seconds(60)
    private static let locationInterval: Duration = .seconds(2)
    /// Riders who stand say so every so many rounds, in time for the server, which forgets a place after a minute.
    private static let standingRounds = 8

    private let scenario: Scenario
    private let configuration: SimulatorConfiguration
    private let screen: Screen
    private let isClosed = Mutex(false)

    public init(_ scenario: Scenario, _ configuration: SimulatorConfiguration, screen: Screen) {
        self.scenario = scenario
        self.configuration = configuration
        self.screen = screen
    }

    /// No new orders from now on; what is under way comes to its end, and is checked.
    ///
    /// - Returns: false where that was asked before.
    @discardableResult
    public func close() -> Bool {
        isClosed.withLock { isClosed in
            defer { isClosed = true }
            return !isClosed
        }
    }

    /// - Returns: what came of it.
    /// - Throws: ``SimulationFailure`` where the system cannot be reached.
    public func run() async throws -> Summary {
        try await play().summary
    }

    func play() async throws -> Outcome {
        try await Town.visit(configuration.url) { town in
            guard try await town.knock().isSuccess else {
                throw SimulationFailure(
                    "The server at \(configuration.url) is not well: look at \(configuration.url)/health."
                )
            }
            let names = Names.random()
            let wire = Wire(configuration.mqtt, names: names, riders: scenario.riderCount)
            return try await wire.whileConnected { try await play(in: town, wire, names) }
        }
    }

    private func play(
        in town: Town,
        _ wire: Wire,
        _ names: Names
    ) async throws -> Outcome {
        screen.say(
            "\(scenario.name): \(scenario.orderCount) orders, \(scenario.storeCount) stores, \(scenario.riderCount) riders on \(configuration.url), run \(names.run)"
        )
        try await town.register(scenario, as: names)
        let modes = configuration.dispatch.map { mode in
            Dictionary(uniqueKeysWithValues: scenario.areas.map { ($0, mode) })
        }
        let modesBefore = try await town.dispatch(modes ?? [:])
        let before = try await town.progress()
        let world = World(scenario, names: names, pace: Pace(speed: configuration.speed))
        let begin = ContinuousClock.now
        do {
            try await live(world, town, wire)
        } catch {
            _ = try? await town.dispatch(modesBefore)
            throw error
        }
        _ = try await town.dispatch(modesBefore)
        for rider in scenario.shifts.indices { await wire.announce(nil, rider: rider) }
        let scene = await world.scene
        screen.say("Checking …")
        let after = try await town.settled(within: Self.settlingLimit)
        let account = await world.account
        let evidence = try await town.evidence(of: account, scenario, names, before: before, after: after)
        let summary = Summary(
            scene: scene,
            findings: Invariants.check(account, evidence),
            seconds: (ContinuousClock.now - begin) / .seconds(1),
            run: names.run,
            unfinished: account.taken.count { $0.ending == nil }
        )
        return Outcome(summary: summary, account: account, evidence: evidence)
    }

    /// Until everybody is done, or the time is up.
    private func live(_ world: World, _ town: Town, _ wire: Wire) async throws {
        let reader = NewsReader(names: world.names, scenario: scenario)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await wire.follow(reader) { await world.hear($0) } }
            group.addTask { await self.share(world, wire) }
            group.addTask {
                await wire.reconnections {
                    for place in await world.places(moving: nil) { await wire.announce(true, rider: place.rider) }
                }
            }
            group.addTask { await self.show(world) }
            try await withThrowingTaskGroup(of: Void.self) { people in
                people.addTask { try await self.carryOut(world, town, wire) }
                people.addTask {
                    try await self.tick(world)
                    await world.sendRidersHome()
                }
                try await people.waitForAll()
            }
            group.cancelAll()
        }
    }

    private func tick(_ world: World) async throws {
        var deadline: ContinuousClock.Instant?
        while true {
            if isClosed.withLock({ $0 }) { await world.close() }
            await world.tick()
            if await world.isOver { return }
            if await world.isEnding {
                let limit = deadline ?? ContinuousClock.now + configuration.endingLimit
                deadline = limit
                guard ContinuousClock.now < limit else { return }
            }
            try await Task.sleep(for: Self.step)
        }
    }

    /// Carries out what people do, so many things at once, until the riders have gone home.
    private func carryOut(_ world: World, _ town: Town, _ wire: Wire) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            var count = 0
            for await item in world.outgoing {
                if count >= Self.outgoingLimit {
                    try await group.next()
                    count -= 1
                }
                count += 1
                group.addTask {
                    switch item {
                    case .call(let who, let call): await world.answered(try await town.ask(call), to: who)
                    case .request(let rider, let request): await wire.send(request, from: rider)
                    case .presence(let rider, let isOnline):
                        await wire.announce(isOnline, rider: rider)
                        if isOnline { await wire.share(await world.places(of: rider)) }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private func share(_ world: World, _ wire: Wire) async {
        var round = 0
        while (try? await Task.sleep(for: Self.locationInterval)) != nil {
            round += 1
            await wire.share(await world.places(moving: round.isMultiple(of: Self.standingRounds) ? nil : true))
        }
    }

    /// Redraws in a terminal; elsewhere says a line now and then.
    private func show(_ world: World) async {
        let view = View(scenario: scenario, speed: configuration.speed)
        while true {
            let scene = await world.scene
            if screen.isLive { screen.draw(view.lines(scene)) } else { screen.say(view.line(scene)) }
            guard (try? await Task.sleep(for: screen.isLive ? .milliseconds(500) : .seconds(10))) != nil else { break }
        }
        // What it was like at the end stays.
        let scene = await world.scene
        if screen.isLive { screen.draw(view.lines(scene)) } else { screen.say(view.line(scene)) }
    }
}
