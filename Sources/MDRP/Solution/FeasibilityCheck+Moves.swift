import Dispatching

extension FeasibilityCheck {
    /// A courier's stay somewhere, in minutes.
    private struct Stay {
        /// Nil at the on-location.
        let place: String?
        let from: Int
        var until: Int
    }

    /// No jumps in place or time, and at each pickup and drop-off the courier is there, with half the service before and after.
    func violationsOfMoves(_ solution: Solution) -> [String] {
        var violations: [String] = []
        var stays: [String: [Stay]] = [:]
        for move in solution.moves {
            var known = stays[move.courier] ?? [firstStay(move.courier)]
            let last = known.last!
            if move.origin != last.place {
                violations.append("\(move.courier) jumps to \(move.origin ?? "the start").")
            }
            if move.departedAt < last.from { violations.append("\(move.courier) leaves before arriving.") }
            known[known.count - 1].until = move.departedAt
            let arrival = move.departedAt + minutes(of: move)
            known.append(Stay(place: move.destination, from: arrival, until: .max))
            stays[move.courier] = known
        }
        func isThere(_ courier: String, _ place: String, _ minute: Int, service: Int) -> Bool {
            (stays[courier] ?? []).contains {
                $0.place == place && $0.from <= minute - service / 2 && minute + service / 2 <= $0.until
            }
        }
        let rules = instance.rules
        for assignment in solution.assignments {
            let restaurant = instance.restaurants[orders[assignment.orders[0]]!.restaurant].id
            if !isThere(assignment.courier, restaurant, assignment.pickupAt, service: rules.pickupService) {
                violations.append("\(assignment.courier) is not at \(restaurant) for a pickup.")
            }
        }
        for order in solution.orders {
            if !isThere(order.courier, order.order, order.dropoffAt, service: rules.dropoffService) {
                violations.append("\(order.courier) is not at the door of \(order.order).")
            }
        }
        return violations
    }

    private func firstStay(_ courier: String) -> Stay {
        Stay(place: nil, from: couriers[courier]!.onTime, until: .max)
    }

    private func minutes(of move: Solution.Move) -> Int {
        let origin = move.origin.map { places[$0]! } ?? couriers[move.courier]!.location
        let travel = EuclideanTravel(metersPerMinute: instance.rules.metersPerMinute)
        return Int(travel.minutes(from: origin, to: places[move.destination]!))
    }
}
