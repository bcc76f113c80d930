import Contracts
import Regions

extension Rider {
    /// Does what is due now.
    mutating func proceed(at now: Double, _ board: Board, in scenario: Scenario) -> [Act] {
        switch duty {
        case .before:
            guard now >= shift.onAt else { return [.wake(at: shift.onAt)] }
            duty = .on
            let wake: [Act] = shift.offAt.isFinite ? [.wake(at: shift.offAt)] : []
            return [.presence(isOnline: true)] + wake + glance(in: chances.seconds(2...20), at: now)
        case .over: return []
        case .on: break
        }
        if asking != nil { return askAgain(at: now) }
        if let answer = answerOffer(at: now) { return answer }
        guard !leg.isUnderWay(at: now), busyUntil <= now else { return [] }
        if let acts = actAtStop(at: now) { return acts }
        if let next = nextStop(from: leg.to, scenario) { return ride(to: next, at: now, scenario) }
        if now >= shift.offAt { return goHome() }
        return glanceIfDue(at: now, board)
    }

    /// The shift is over, or the simulation.
    mutating func goHome() -> [Act] {
        guard duty == .on else { return [] }
        duty = .over
        return [.presence(isOnline: false)]
    }

    mutating func hear(_ reply: RiderReply, at now: Double, in scenario: Scenario) -> [Act] {
        guard let asking, reply.correlation == asking.request.correlation else { return [] }
        self.asking = nil
        let delivery = asking.request.delivery
        if reply.code == .rateLimited {
            self.asking = asking
            return [.wake(at: now + patience)]
        }
        switch (asking.request.action, reply.isOK) {
        case (.claim, true), (.acceptOffer, true):
            won.append(delivery)
            let shop = scenario.errands[asking.errand].shop
            let isReady = (reply.isReady ?? (asking.request.action == .claim)) || ready.contains(delivery)
            jobs.append(Job(delivery: delivery, errand: asking.errand, shop: shop, isReady: isReady))
        case (.claim, false):
            passed.insert(delivery)
            return glance(in: chances.seconds(2...6), at: now)
        case (.acceptOffer, false), (.declineOffer, _): break
        case (.pick, true):
            change(delivery) { $0.isPicked = true }
            busyUntil = now + roads.storeService / 2
        case (.pick, false):
            // Still claimed means that the food is not ready: its topic tells when it is.
            guard reply.currentStatus == "CLAIMED" else {
                drop(delivery)
                break
            }
            change(delivery) { [ready] in $0.isReady = ready.contains(delivery) }
        case (.deliver, true):
            drop(delivery)
            delivered += 1
            busyUntil = now + roads.doorService / 2
        case (.deliver, false): drop(delivery)
        }
        return [.wake(at: max(now, busyUntil))]
    }

    private mutating func change(_ delivery: String, _ change: (inout Job) -> Void) {
        guard let index = jobs.firstIndex(where: { $0.delivery == delivery }) else { return }
        change(&jobs[index])
    }

    private mutating func drop(_ delivery: String) { jobs.removeAll { $0.delivery == delivery } }

    // MARK: - On the way

    /// - Returns: nil where there is nothing to do here.
    private mutating func actAtStop(at now: Double) -> [Act]? {
        switch stop {
        case .store(let shop):
            let here = jobs.filter { $0.shop == shop && !$0.isPicked }
            if let ready = here.first(where: \.isReady) { return ask(.pick, ready.delivery, ready.errand, at: now) }
            // Food that is carried grows cold; with empty hands the rider waits, and hears when the food is ready.
            if !here.isEmpty, !isCarrying { return [] }
        case .door(let errand):
            if let job = jobs.first(where: { $0.errand == errand && $0.isPicked }) {
                return ask(.deliver, job.delivery, job.errand, at: now)
            }
        case nil: break
        }
        stop = nil
        return nil
    }

    /// Doors first, the nearest one; then the store of the oldest job.
    private func nextStop(from here: GeoPoint, _ scenario: Scenario) -> Stop? {
        let doors = jobs.filter(\.isPicked).map(\.errand)
        let nearest = doors.min {
            here.distance(to: scenario.errands[$0].door) < here.distance(to: scenario.errands[$1].door)
        }
        return nearest.map(Stop.door) ?? jobs.first.map { .store($0.shop) }
    }

    private mutating func ride(to next: Stop, at now: Double, _ scenario: Scenario) -> [Act] {
        let (target, service) =
            switch next {
            case .store(let shop): (scenario.shops[shop].point, roads.storeService)
            case .door(let errand): (scenario.errands[errand].door, roads.doorService)
            }
        stop = next
        leg = Leg(from: leg.to, to: target, departAt: now, metersPerSecond: roads.metersPerSecond)
        busyUntil = leg.arriveAt + service / 2
        return [.wake(at: busyUntil)]
    }

    // MARK: - Asking

    private mutating func ask(
        _ action: RiderRequest.Action,
        _ delivery: String,
        _ errand: Int,
        at now: Double
    ) -> [Act] {
        requests += 1
        let request = RiderRequest(action: action, delivery: delivery, correlation: "\(number)-\(requests)")
        asking = Asking(request: request, errand: errand, askedAt: now)
        return [.request(request), .wake(at: now + patience)]
    }

    /// The same again: what has happened is answered as the first time.
    private mutating func askAgain(at now: Double) -> [Act] {
        guard let asking, now >= asking.askedAt + patience else { return [] }
        self.asking?.askedAt = now
        return [.request(asking.request), .wake(at: now + patience)]
    }

    private mutating func answerOffer(at now: Double) -> [Act]? {
        let due = offers.filter { $0.value.answerAt <= now }
        guard let (delivery, offer) = due.min(by: { ($0.value.answerAt, $0.key) < ($1.value.answerAt, $1.key) }) else {
            return nil
        }
        offers[delivery] = nil
        guard let errand = offer.errand, jobs.count < Self.mostJobs, now < shift.offAt, !chances.chance(0.08) else {
            return ask(.declineOffer, delivery, offer.errand ?? 0, at: now)
        }
        return ask(.acceptOffer, delivery, errand, at: now)
    }

    mutating func glance(in seconds: Double, at now: Double) -> [Act] {
        glanceAt = now + seconds
        return [.wake(at: now + seconds)]
    }

    /// Looks at the board with empty hands, and claims what is nearest.
    private mutating func glanceIfDue(at now: Double, _ board: Board) -> [Act] {
        let here = leg.to
        let candidates = board.openings(in: shift.areas).filter { opening in
            !passed.contains(opening.delivery) && here.distance(to: opening.store) <= roads.reach
        }
        guard let glanceAt else { return candidates.isEmpty ? [] : glance(in: chances.seconds(2...20), at: now) }
        guard now >= glanceAt else { return [] }
        self.glanceAt = nil
        let nearest = candidates.min { left, right in
            (here.distance(to: left.store), left.delivery) < (here.distance(to: right.store), right.delivery)
        }
        return nearest.map { ask(.claim, $0.delivery, $0.errand, at: now) } ?? []
    }
}
