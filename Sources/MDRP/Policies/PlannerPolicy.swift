public import Dispatching

/// The planner that the delivery service uses, asked each minute.
public struct PlannerPolicy: Policy {
    private let planner: Planner
    private let courierNumbers: [String: Int]
    private let orderNumbers: [String: Int]
    private let restaurantNumbers: [String: Int]

    /// - Parameters:
    ///   - prepositioning: whether idle couriers are sent ahead of orders.
    ///   - parameters: what the planner weighs; the promise and what belongs to the caller are set from the instance.
    public init(for instance: Instance, prepositioning: Bool, parameters: Parameters = Parameters()) {
        var parameters = parameters
        parameters.promise = Double(instance.rules.targetClickToDoor)
        parameters.movesAhead = prepositioning
        parameters.commitWithin = 1
        parameters.rankingLength = 0
        let pickup = Double(instance.rules.pickupService) / 2
        let dropoff = Double(instance.rules.dropoffService) / 2
        planner = Planner(
            travel: EuclideanTravel(metersPerMinute: instance.rules.metersPerMinute),
            service: ServiceTimes(
                beforePickup: pickup,
                afterPickup: pickup,
                beforeDropoff: dropoff,
                afterDropoff: dropoff
            ),
            parameters: parameters
        )
        courierNumbers = Self.numbers(instance.couriers.map(\.id))
        orderNumbers = Self.numbers(instance.orders.map(\.id))
        restaurantNumbers = Self.numbers(instance.restaurants.map(\.id))
    }

    public func decide(_ day: Day) -> [Decision] {
        let plan = planner.plan(situation(day))
        let moves = plan.moves.map { move in
            Decision.move(courier: courierNumbers[move.courier]!, restaurant: restaurantNumbers[move.restaurant.id]!)
        }
        let due = plan.assignments.filter(\.isDue).map { assignment in
            Decision.assign(
                courier: courierNumbers[assignment.courier]!,
                orders: assignment.jobs.map { orderNumbers[$0]! }
            )
        }
        return moves + due
    }

    private func situation(_ day: Day) -> Situation {
        let memory = Int(planner.parameters.demandMemory)
        let recent = day.placed.reversed().prefix { day.instance.orders[$0].placedAt >= day.now - memory }
        return Situation(
            now: Double(day.now),
            couriers: day.couriers.indices.map { courier($0, day) },
            jobs: day.open.map { job($0, day.instance) },
            demand: recent.map { pastOrder($0, day.instance) }
        )
    }

    private func courier(_ number: Int, _ day: Day) -> Courier {
        let facts = day.instance.couriers[number]
        let state = day.couriers[number]
        return Courier(
            id: facts.id,
            location: state.location,
            availableFrom: Double(state.availableFrom),
            offAt: Double(facts.offTime)
        )
    }

    private func job(_ number: Int, _ instance: Instance) -> Job {
        let facts = instance.orders[number]
        return Job(
            id: facts.id,
            restaurant: restaurant(facts.restaurant, instance),
            dropoff: facts.dropoff,
            placedAt: Double(facts.placedAt),
            readyAt: Double(facts.readyAt)
        )
    }

    private func pastOrder(_ number: Int, _ instance: Instance) -> PastOrder {
        let facts = instance.orders[number]
        return PastOrder(
            restaurant: restaurant(facts.restaurant, instance),
            dropoff: facts.dropoff,
            placedAt: Double(facts.placedAt),
            readyAt: Double(facts.readyAt)
        )
    }

    private func restaurant(_ number: Int, _ instance: Instance) -> Restaurant {
        Restaurant(id: instance.restaurants[number].id, location: instance.restaurants[number].location)
    }

    private static func numbers(_ ids: [String]) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
    }
}
