import Contracts

/// A customer with one order in mind: orders, pays, perhaps changes their mind, waits, eats and rates.
struct Customer: Sendable {
    enum Step: String, Sendable, CaseIterable { case place, payDeclined, pay, cancel, confirm, rate, look }

    enum Ending: String, Sendable {
        case completed, cancelled, rejected, expired
        /// The food could not be ordered: there is no order.
        case turnedAway
    }

    let number: Int
    let errand: Errand
    let names: Names
    /// Asks how the order is where nothing was heard for so long.
    let patience: Double

    private(set) var status: OrderStatus?
    /// Of the order when its status was heard last.
    private var version: Int64 = 0
    private(set) var ending: Ending?
    /// What was asked of the system, answered or not.
    private(set) var asked: Set<Step> = []
    /// What was answered as it must not be.
    private(set) var complaints: [String] = []
    /// The server has said that it has the order.
    private(set) var isTaken = false
    private var asking: Step?
    private var plans: [(at: Double, step: Step)] = []

    init(number: Int, errand: Errand, names: Names, patience: Double) {
        self.number = number
        self.errand = errand
        self.names = names
        self.patience = patience
    }

    /// Nothing more will be done.
    var isDone: Bool { ending != nil && asking == nil }

    mutating func begin(at now: Double) -> [Act] { ask(.place, at: now) }

    mutating func wake(at now: Double) -> [Act] {
        guard asking == nil, ending == nil else { return [] }
        while let index = plans.indices.min(by: { plans[$0].at < plans[$1].at }), plans[index].at <= now {
            let step = plans.remove(at: index).step
            if isSensible(step) { return ask(step, at: now) }
        }
        return []
    }

    /// What the retained status, or an answer, says. An older one than is known changes nothing.
    mutating func hear(_ heard: OrderStatus, version: Int64, at now: Double) -> [Act] {
        guard version > self.version else { return [] }
        self.version = version
        guard status != heard else { return [] }
        status = heard
        guard ending == nil else { return [] }
        switch heard {
        case .delivered: return asked.contains(.confirm) ? [] : plan(.confirm, at: now + errand.confirmAfter)
        case .cancelled: ending = .cancelled
        case .rejected: ending = .rejected
        case .expired: ending = .expired
        // The customer's own word: what follows it stands at its answer.
        case .completed: break
        case .placed, .paid, .accepted, .cooking, .cooked, .assigned, .pickedUp, .cancelRequested: break
        }
        return []
    }

    mutating func answered(_ answer: Answer, at now: Double) -> [Act] {
        guard let step = asking else { return [] }
        asking = nil
        return take(answer, to: step, at: now) + wake(at: now)
    }

    private mutating func take(_ answer: Answer, to step: Step, at now: Double) -> [Act] {
        switch (step, answer.status) {
        case (.place, 200), (.place, 201):
            isTaken = true
            status = status ?? .placed
            var acts = plan(errand.isDeclinedFirst ? .payDeclined : .pay, at: now + errand.payAfter)
            if let cancelAfter = errand.cancelAfter { acts += plan(.cancel, at: now + cancelAfter) }
            return acts + plan(.look, at: now + patience)
        case (.place, 422):
            ending = .turnedAway
            return []
        case (.payDeclined, 402): return plan(.pay, at: now + errand.payAfter)
        case (.pay, 200), (.pay, 201): return []
        // The order has ended meanwhile; the status tells how.
        case (.pay, 409), (.payDeclined, 409): return plan(.look, at: now)
        case (.cancel, 200), (.cancel, 202): return hear(answer, at: now)
        case (.cancel, 409): return []
        case (.confirm, 200):
            let acts = hear(answer, at: now)
            guard errand.score == nil else { return acts + ask(.rate, at: now) }
            ending = .completed
            return acts
        case (.rate, 200):
            ending = .completed
            return []
        case (.look, 200):
            return hear(answer, at: now) + plan(.look, at: now + patience)
        // The read model may be a moment behind.
        case (.look, 404): return plan(.look, at: now + patience)
        case (_, let status):
            complaints.append("\(names.order(number)): \(step.rawValue) was answered \(status)")
            return plan(.look, at: now + patience)
        }
    }

    private mutating func hear(_ answer: Answer, at now: Double) -> [Act] {
        guard let status = answer.orderStatus, let version = answer.body["version"]?.integer else { return [] }
        return hear(status, version: version, at: now)
    }

    private func isSensible(_ step: Step) -> Bool {
        switch step {
        case .pay, .payDeclined: status == .placed
        case .cancel: status.map { [.placed, .paid, .accepted].contains($0) } ?? false
        case .confirm: !asked.contains(.confirm)
        case .place, .rate, .look: true
        }
    }

    private mutating func plan(_ step: Step, at time: Double) -> [Act] {
        plans.append((time, step))
        return [.wake(at: time)]
    }

    private mutating func ask(_ step: Step, at now: Double) -> [Act] {
        asking = step
        asked.insert(step)
        return [.call(call(step))]
    }
}

extension Customer {
    private func call(_ step: Step) -> Call {
        let order = names.order(number)
        switch step {
        case .place:
            let body: [String: JSONValue] = [
                "id": .string(order), "customerId": .string(names.customer(number)),
                "foodId": .string(names.food(errand.shop, errand.dish)), "quantity": .integer(Int64(errand.quantity)),
                "address": .string(errand.address),
            ]
            return Call(method: .post, path: "/orders", body: body)
        case .payDeclined:
            let body = ["id": "\(order)-declined", "orderId": order, "method": "decline"]
            return Call(method: .post, path: "/payments", body: body.mapValues(JSONValue.string))
        case .pay:
            let body = ["id": "\(order)-card", "orderId": order, "method": "card"]
            return Call(method: .post, path: "/payments", body: body.mapValues(JSONValue.string))
        case .cancel:
            return Call(method: .put, path: "/orders/\(order)/cancel", body: ["reason": .string("마음이 바뀌었어요")])
        case .confirm: return Call(method: .put, path: "/orders/\(order)/confirm")
        case .rate:
            return Call(
                method: .put,
                path: "/orders/\(order)/rate",
                body: ["score": .integer(Int64(errand.score ?? 5)), "comment": .string("잘 먹었어요")]
            )
        case .look: return Call(method: .get, path: "/orderStatuses/\(order)")
        }
    }
}
