import Dispatching

/// What a policy wants done now. Indices are the instance's.
public enum Decision: Hashable, Sendable {
    /// Orders of one restaurant, in the order of their doors, by a courier who leaves as soon as free.
    case assign(courier: Int, orders: [Int])
    /// An idle courier goes to a restaurant.
    case move(courier: Int, restaurant: Int)
}

/// A decision that the rules forbid.
public struct RuleViolation: Error, Equatable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}

extension Day {
    mutating func apply(_ decision: Decision) throws(RuleViolation) {
        switch decision {
        case .assign(let courier, let orders): try assign(orders, to: courier)
        case .move(let courier, let restaurant): try move(courier, to: restaurant)
        }
    }

    private mutating func assign(_ orders: [Int], to courier: Int) throws(RuleViolation) {
        guard let first = orders.first, Set(orders).isSubset(of: open), Set(orders).count == orders.count else {
            throw RuleViolation("At minute \(now), orders were assigned that are not open.")
        }
        let restaurant = instance.orders[first].restaurant
        guard orders.allSatisfy({ instance.orders[$0].restaurant == restaurant }) else {
            throw RuleViolation("At minute \(now), a bundle was made over several restaurants.")
        }
        let readyAt = orders.map { instance.orders[$0].readyAt }.max()!
        guard let pickupAt = pickup(at: restaurant, readyAt: readyAt, by: courier) else {
            throw RuleViolation("At minute \(now), a pickup was set for after the courier's off-time.")
        }
        let id = instance.couriers[courier].id
        ride(courier, to: instance.restaurants[restaurant].id, at: instance.restaurants[restaurant].location)
        couriers[courier].availableFrom = pickupAt + instance.rules.pickupService / 2
        for order in orders {
            let facts = instance.orders[order]
            ride(courier, to: facts.id, at: facts.dropoff)
            let dropoffAt = couriers[courier].availableFrom + instance.rules.dropoffService / 2
            couriers[courier].availableFrom = dropoffAt + instance.rules.dropoffService / 2
            solution.orders.append(
                Solution.DeliveredOrder(
                    order: facts.id,
                    placedAt: facts.placedAt,
                    readyAt: facts.readyAt,
                    pickupAt: pickupAt,
                    dropoffAt: dropoffAt,
                    courier: id
                )
            )
        }
        solution.assignments.append(
            Solution.Assignment(
                assignedAt: now,
                pickupAt: pickupAt,
                courier: id,
                orders: orders.map { instance.orders[$0].id }
            )
        )
        open.removeAll { orders.contains($0) }
    }

    private mutating func move(_ courier: Int, to restaurant: Int) throws(RuleViolation) {
        guard couriers[courier].availableFrom <= now else {
            throw RuleViolation("At minute \(now), a courier was moved who is under way.")
        }
        ride(courier, to: instance.restaurants[restaurant].id, at: instance.restaurants[restaurant].location)
    }

    /// Rides as soon as the courier is free; no ride where the courier stands there already.
    private mutating func ride(_ courier: Int, to place: String, at location: Location) {
        let state = couriers[courier]
        guard state.place != place else { return }
        let departedAt = max(now, state.availableFrom)
        solution.moves.append(
            Solution.Move(
                courier: instance.couriers[courier].id,
                departedAt: departedAt,
                origin: state.place,
                destination: place
            )
        )
        let arrival = departedAt + minutes(from: state.location, to: location)
        couriers[courier] = CourierState(location: location, place: place, availableFrom: arrival)
    }
}
