import Foundation

/// Sends idle riders to wait where orders come from: to where there is more recent demand for each rider near by.
struct AdvanceMoves {
    let board: Board
    let demand: [PastOrder]

    /// Where orders came from lately, and how many.
    private struct Source {
        let restaurant: Restaurant
        var orders: Double
    }

    /// - Parameter busy: the ids of those who have something to do, if only later.
    func moves(busy: Set<String>) -> [AdvanceMove] {
        let parameters = board.parameters
        let idle = board.couriers.indices.filter { !busy.contains(board.couriers[$0].id) && isIdle($0) }
        guard !idle.isEmpty else { return [] }
        let sources = recentSources()
        let demands = sources.map { demandNear($0.restaurant.location, sources) }
        var places = board.starts.map(\.location)
        var moves: [AdvanceMove] = []
        for courier in idle {
            let place = places[courier]
            let here = demandNear(place, sources) / ridersNear(place, places, besides: courier)
            var best: AdvanceMove?
            for (source, demand) in zip(sources, demands) {
                let minutes = board.travel.minutes(from: place, to: source.restaurant.location)
                guard minutes > 0, minutes <= parameters.moveReach else { continue }
                // Cheap first: nobody else near by is the best that can be.
                guard demand > max(here * parameters.moveGain, best?.demandThere ?? 0) else { continue }
                let there = demand / ridersNear(source.restaurant.location, places, besides: courier)
                guard there >= here * parameters.moveGain, there > best?.demandThere ?? 0 else { continue }
                best = AdvanceMove(
                    courier: board.couriers[courier].id,
                    restaurant: source.restaurant,
                    minutes: minutes,
                    demandHere: here,
                    demandThere: there
                )
            }
            guard let best else { continue }
            places[courier] = best.restaurant.location
            moves.append(best)
        }
        return moves
    }

    private func isIdle(_ courier: Int) -> Bool {
        let rider = board.couriers[courier]
        return rider.stops.isEmpty && rider.availableFrom <= board.now - board.parameters.idleBeforeMove
            && rider.offAt >= board.now + board.parameters.moveReach
    }

    private func recentSources() -> [Source] {
        var sources: [Restaurant: Double] = [:]
        for order in demand where order.placedAt > board.now - board.parameters.demandMemory {
            sources[order.restaurant, default: 0] += 1
        }
        return sources.map { Source(restaurant: $0.key, orders: $0.value) }.sorted {
            $0.restaurant.id < $1.restaurant.id
        }
    }

    /// 1 at a place itself, less and less with each minute of riding.
    private func nearness(_ minutes: Double) -> Double { exp(-minutes / board.parameters.nearnessDecay) }

    private func demandNear(_ place: Location, _ sources: [Source]) -> Double {
        sources.reduce(0) {
            $0 + $1.orders * nearness(board.travel.minutes(from: place, to: $1.restaurant.location))
        }
    }

    /// Riders near a place, the one in question being there.
    private func ridersNear(_ place: Location, _ places: [Location], besides courier: Int) -> Double {
        var riders = 1.0
        for other in places.indices where other != courier {
            riders += nearness(board.travel.minutes(from: places[other], to: place))
        }
        return riders
    }
}
