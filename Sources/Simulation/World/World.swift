import Contracts
import Regions

/// Everybody of the scenario, at their time: hears news and answers, lets each person act, and sends out what they do.
actor World {
    /// What people do to the world outside.
    enum Outgoing: Sendable {
        case call(Agenda.Who, Call)
        case request(rider: Int, RiderRequest)
        case presence(rider: Int, isOnline: Bool)
    }

    let scenario: Scenario
    let names: Names
    let pace: Pace
    /// At most one for each person and order: nobody does two things at once.
    nonisolated let outgoing: AsyncStream<Outgoing>
    private let send: AsyncStream<Outgoing>.Continuation

    private(set) var customers: [Int: Customer] = [:]
    private(set) var kitchens: [Kitchen]
    private(set) var riders: [Rider]
    private(set) var tally = Tally()
    private var board = Board()
    private var agenda = Agenda()
    private var nextErrand = 0
    private var isClosed = false

    init(_ scenario: Scenario, names: Names, pace: Pace) {
        self.scenario = scenario
        self.names = names
        self.pace = pace
        (outgoing, send) = AsyncStream.makeStream(of: Outgoing.self, bufferingPolicy: .unbounded)
        let minutesToldASecond = 1 / (60 * pace.speed)
        kitchens = scenario.shops.map {
            Kitchen(cooks: $0.cooks, names: names, minutesToldASecond: minutesToldASecond)
        }
        // Real waits, whatever the speed: it is the server that is waited for.
        let patience = pace.simulated(.seconds(5))
        riders = scenario.shifts.enumerated().map { number, shift in
            Rider(number: number, shift: shift, roads: scenario.roads, patience: patience)
        }
        for number in riders.indices { agenda.add(.rider(number), at: 0) }
    }

    /// Nobody orders any more; what is under way goes on.
    func close() { isClosed = true }

    /// All that was to be ordered has been, and nobody has anything left to do.
    var isOver: Bool {
        (isClosed || nextErrand == scenario.errands.count)
            && customers.values.allSatisfy(\.isDone) && kitchens.allSatisfy(\.isIdle) && riders.allSatisfy(\.isDone)
    }

    /// No new order will come.
    var isEnding: Bool { isClosed || nextErrand == scenario.errands.count }

    /// Lets everybody act whose time has come.
    func tick() {
        let now = pace.now
        while !isClosed, nextErrand < scenario.errands.count, scenario.errands[nextErrand].at <= now {
            arrive(nextErrand, at: now)
            nextErrand += 1
        }
        while let who = agenda.next(at: now) { wake(who, at: now) }
    }

    func hear(_ news: [News]) {
        let now = pace.now
        for item in news { hear(item, at: now) }
    }

    func answered(_ answer: Answer, to who: Agenda.Who) {
        let now = pace.now
        switch who {
        case .customer(let errand):
            perform(customers[errand]?.answered(answer, at: now), for: who)
            noteDoor(of: errand, at: now)
        case .ticket(let errand):
            let shop = scenario.errands[errand].shop
            let (acts, next) = kitchens[shop].answered(answer, about: errand, at: now)
            perform(acts, for: who)
            if let next { perform(kitchens[shop].wake(next, at: now), for: .ticket(next)) }
        case .rider: break
        }
    }

    /// The shift is over for everybody.
    func sendRidersHome() {
        for number in riders.indices { perform(riders[number].goHome(), for: .rider(number)) }
        send.finish()
    }

    /// Riders whose apps are open, and where they are.
    func places(moving isMoving: Bool?) -> [(rider: Int, point: GeoPoint)] {
        let now = pace.now
        return riders.filter { $0.duty == .on && (isMoving == nil || $0.leg.isUnderWay(at: now) == isMoving) }
            .map { ($0.number, $0.place(at: now)) }
    }

    /// Where one rider is, at once when the rider's app opens.
    func places(of rider: Int) -> [(rider: Int, point: GeoPoint)] { [(rider, riders[rider].place(at: pace.now))] }

    private func arrive(_ errand: Int, at now: Double) {
        var customer = Customer(
            number: errand,
            errand: scenario.errands[errand],
            names: names,
            patience: pace.simulated(.seconds(30))
        )
        let acts = customer.begin(at: now)
        customers[errand] = customer
        tally.clicked(errand, at: now)
        perform(acts, for: .customer(errand))
    }

    private func wake(_ who: Agenda.Who, at now: Double) {
        switch who {
        case .customer(let errand): perform(customers[errand]?.wake(at: now), for: who)
        case .ticket(let errand): perform(kitchens[scenario.errands[errand].shop].wake(errand, at: now), for: who)
        case .rider(let rider): perform(riders[rider].proceed(at: now, board, in: scenario), for: who)
        }
    }

    private func hear(_ news: News, at now: Double) {
        switch news {
        case .order(let errand, let status, let version):
            perform(customers[errand]?.hear(status, version: version, at: now), for: .customer(errand))
            noteDoor(of: errand, at: now)
        case .ticket(let shop, let errand, let status):
            let acts = kitchens[shop].hear(status, of: errand, scenario.errands[errand], at: now)
            perform(acts, for: .ticket(errand))
        case .opened(let opening):
            let isNew = board.openings[opening.delivery] == nil
            board.open(opening)
            guard isNew else { return }
            for number in riders.indices where riders[number].shift.areas.contains(where: { $0.covers(opening.region) })
            {
                perform(riders[number].hear(opened: opening.delivery, at: now), for: .rider(number))
            }
        case .closed(let delivery): board.clear(delivery)
        case .job(let rider, let delivery, let job):
            riders[rider].hear(job, of: delivery, at: now)
            perform(riders[rider].proceed(at: now, board, in: scenario), for: .rider(rider))
        case .offer(let rider, let delivery, let offer):
            perform(riders[rider].hear(offer, of: delivery, at: now), for: .rider(rider))
        case .reply(let rider, let reply):
            perform(riders[rider].hear(reply, at: now, in: scenario), for: .rider(rider))
        }
    }

    private func noteDoor(of errand: Int, at now: Double) {
        if customers[errand]?.status == .delivered { tally.delivered(errand, at: now) }
    }

    private func perform(_ acts: [Act]?, for who: Agenda.Who) {
        for act in acts ?? [] {
            switch (act, who) {
            case (.wake(let time), _): agenda.add(who, at: time)
            case (.call(let call), _): send.yield(.call(who, call))
            case (.request(let request), .rider(let rider)): send.yield(.request(rider: rider, request))
            case (.presence(let isOnline), .rider(let rider)):
                send.yield(.presence(rider: rider, isOnline: isOnline))
            case (.request, .customer), (.request, .ticket), (.presence, .customer), (.presence, .ticket): break
            }
        }
    }
}
