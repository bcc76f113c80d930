import Dispatching

/// A town on a line: a place is a minute from the next.
struct Line: TravelTime {
    func minutes(from origin: Location, to destination: Location) -> Double {
        let eastward = destination.x - origin.x
        let northward = destination.y - origin.y
        return (eastward * eastward + northward * northward).squareRoot()
    }
}

func at(_ x: Double, _ y: Double = 0) -> Location { Location(x: x, y: y) }

func restaurant(_ id: String = "kitchen", _ location: Location = at(0)) -> Restaurant {
    Restaurant(id: id, location: location)
}

func courier(_ id: String, _ location: Location, from: Double = -10, off: Double = .infinity, room: Int = 3) -> Courier
{
    Courier(id: id, location: location, availableFrom: from, offAt: off, room: room)
}

func job(
    _ id: String,
    from restaurant: Restaurant = restaurant(),
    to dropoff: Location,
    placedAt: Double = 0,
    readyAt: Double
) -> Job {
    Job(id: id, restaurant: restaurant, dropoff: dropoff, placedAt: placedAt, readyAt: readyAt)
}

func planner(_ change: (inout Parameters) -> Void = { _ in }) -> Planner {
    var parameters = Parameters()
    change(&parameters)
    return Planner(travel: Line(), parameters: parameters)
}
