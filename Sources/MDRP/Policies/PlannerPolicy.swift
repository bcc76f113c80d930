public import Dispatching

/// The planner that the delivery service uses, asked each minute.
public struct PlannerPolicy: Policy {
    private let planner: Planner

    public init(for instance: Instance, parameters: Parameters = Parameters()) {
        var parameters = parameters
        parameters.commitWithin = 1
        parameters.promise = Double(instance.rules.targetClickToDoor)
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
    }

    public func decide(_ day: Day) -> [Decision] {
        let couriers = Dictionary(uniqueKeysWithValues: day.instance.couriers.enumerated().map { ($1.id, $0) })
        let orders = Dictionary(uniqueKeysWithValues: day.open.map { (day.instance.orders[$0].id, $0) })
        let plan = planner.plan(situation(day))
        let numbers = Dictionary(uniqueKeysWithValues: day.instance.restaurants.enumerated().map { ($1.id, $0) })
        let moves = plan.moves.map { Decision.move(courier: couriers[$0.courier]!, restaurant: numbers[$0.restaurant.id]!) }
        return moves + plan.assignments.filter(\.isDue).map { assignment in
            .assign(courier: couriers[assignment.courier]!, orders: assignment.jobs.map { orders[$0]! })
        }
    }

    private func situation(_ day: Day) -> Situation {
        Situation(
            now: Double(day.now),
            couriers: day.couriers.indices.map { index in
                let facts = day.instance.couriers[index]
                return Courier(
                    id: facts.id,
                    location: day.couriers[index].location,
                    availableFrom: Double(day.couriers[index].availableFrom),
                    offAt: Double(facts.offTime)
                )
            },
            jobs: day.open.map { index in
                let facts = day.instance.orders[index]
                let restaurant = day.instance.restaurants[facts.restaurant]
                return Job(
                    id: facts.id,
                    restaurant: Restaurant(id: restaurant.id, location: restaurant.location),
                    dropoff: facts.dropoff,
                    placedAt: Double(facts.placedAt),
                    readyAt: Double(facts.readyAt)
                )
            },
            demand: day.placed.suffix(400).map { index in
                let facts = day.instance.orders[index]
                let restaurant = day.instance.restaurants[facts.restaurant]
                return PastOrder(restaurant: Restaurant(id: restaurant.id, location: restaurant.location), dropoff: facts.dropoff, placedAt: Double(facts.placedAt), readyAt: Double(facts.readyAt))
            }
        )
    }
}
