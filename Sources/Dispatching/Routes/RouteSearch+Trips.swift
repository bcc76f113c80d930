/// Steps that move whole trips.
extension RouteSearch {
    /// Where a trip would cost least, and how much more.
    struct Insertion {
        var courier = -1
        var place = 0
        var cost = Double.infinity
    }

    func cheapestInsertion(of trip: Int, except avoided: Int? = nil) -> Insertion {
        var best = Insertion()
        for courier in routes.indices where courier != avoided {
            let before = cost(courier)
            for place in 0...routes[courier].count {
                let added = cost(courier, first: place, then: trip, restOf: courier, from: place) - before
                if added < best.cost { best = Insertion(courier: courier, place: place, cost: added) }
            }
        }
        return best
    }

    mutating func insert(_ trip: Int, at insertion: Insertion) {
        var route = routes[insertion.courier]
        route.insert(trip, at: insertion.place)
        setRoute(route, of: insertion.courier)
    }

    /// Takes up what nobody rides, where that is cheaper than leaving it.
    @discardableResult
    mutating func takeUpLeft() -> Bool {
        let waiting = left
        left = []
        for trip in waiting {
            let best = cheapestInsertion(of: trip)
            if best.cost < model.priceOfLeaving(trip) - Self.tolerance {
                insert(trip, at: best)
            } else {
                left.append(trip)
            }
        }
        return left.count < waiting.count
    }

    /// Moves a trip to another rider.
    mutating func relocateTrips() -> Bool {
        var improved = false
        for courier in routes.indices {
            var place = 0
            while place < routes[courier].count {
                let trip = routes[courier][place]
                let best = cheapestInsertion(of: trip, except: courier)
                if best.cost < saving(courier, without: place) - Self.tolerance {
                    var route = routes[courier]
                    route.remove(at: place)
                    setRoute(route, of: courier)
                    insert(trip, at: best)
                    improved = true
                } else {
                    place += 1
                }
            }
        }
        return improved
    }

    /// Two riders exchange all that they do from some trip on.
    mutating func exchangeTails() -> Bool {
        var improved = false
        for one in routes.indices {
            for other in routes.indices where other > one && !(routes[one].isEmpty && routes[other].isEmpty) {
                guard let (cut, otherCut) = bestCuts(one, other) else { continue }
                let route = routes[one][..<cut] + routes[other][otherCut...]
                let otherRoute = routes[other][..<otherCut] + routes[one][cut...]
                setRoute(Array(route), of: one)
                setRoute(Array(otherRoute), of: other)
                improved = true
            }
        }
        return improved
    }

    private func bestCuts(_ one: Int, _ other: Int) -> (Int, Int)? {
        var least = cost(one) + cost(other) - Self.tolerance
        var cuts: (Int, Int)?
        for cut in 0...routes[one].count {
            for otherCut in 0...routes[other].count {
                let first = cost(one, first: cut, restOf: other, from: otherCut)
                guard first < .infinity else { continue }
                let both = first + cost(other, first: otherCut, restOf: one, from: cut)
                if both < least {
                    least = both
                    cuts = (cut, otherCut)
                }
            }
        }
        return cuts
    }

    /// Two riders exchange one trip each.
    mutating func exchangeTrips() -> Bool {
        var improved = false
        for one in routes.indices {
            for other in routes.indices where other > one {
                for place in routes[one].indices {
                    for otherPlace in routes[other].indices where exchange(one, place, other, otherPlace) {
                        improved = true
                    }
                }
            }
        }
        return improved
    }

    private mutating func exchange(_ one: Int, _ place: Int, _ other: Int, _ otherPlace: Int) -> Bool {
        let (trip, otherTrip) = (routes[one][place], routes[other][otherPlace])
        let saved =
            saving(one, without: place, instead: otherTrip) + saving(other, without: otherPlace, instead: trip)
        guard saved > Self.tolerance else { return false }
        var route = routes[one]
        var otherRoute = routes[other]
        route[place] = otherTrip
        otherRoute[otherPlace] = trip
        setRoute(route, of: one)
        setRoute(otherRoute, of: other)
        return true
    }
}
