import Contracts

extension World {
    /// What a watcher sees at a moment.
    struct Scene: Sendable {
        var at = 0.0
        var isEnding = false
        var statuses: [OrderStatus: Int] = [:]
        var turnedAway = 0
        var riders: [RiderState: Int] = [:]
        var tally = Tally()
    }

    /// What riders do.
    enum RiderState: Sendable, CaseIterable {
        case idle, toStore, atStore, toDoor, away
    }

    var scene: Scene {
        let now = pace.now
        var scene = Scene(at: now, isEnding: isEnding, tally: tally)
        for customer in customers.values {
            if let status = customer.status { scene.statuses[status, default: 0] += 1 }
            if customer.ending == .turnedAway { scene.turnedAway += 1 }
        }
        for rider in riders { scene.riders[rider.state(at: now), default: 0] += 1 }
        return scene
    }

    /// The people's own account of each order that was meant to be.
    var account: Account {
        Account(
            orders: customers.values.sorted { $0.number < $1.number }.map { customer in
                let kitchen = kitchens[customer.errand.shop]
                return Account.Order(
                    number: customer.number,
                    id: names.order(customer.number),
                    isTaken: customer.isTaken,
                    asked: customer.asked,
                    ending: customer.ending,
                    isAccepted: kitchen.accepted.contains(customer.number),
                    isRejected: kitchen.rejected.contains(customer.number)
                )
            },
            wins: riders.flatMap { rider in
                rider.won.map { Account.Win(rider: names.rider(rider.number), delivery: $0) }
            },
            complaints: customers.values.flatMap(\.complaints) + kitchens.flatMap(\.complaints)
        )
    }
}

extension Rider {
    func state(at now: Double) -> World.RiderState {
        guard duty == .on else { return .away }
        guard !jobs.isEmpty else { return .idle }
        switch stop {
        case .store: return now < leg.arriveAt ? .toStore : .atStore
        case .door: return .toDoor
        case nil: return .idle
        }
    }
}
