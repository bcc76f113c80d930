/// Where and when a rider can begin something new.
struct Start {
    let location: Location
    /// Minutes; never before now.
    let at: Double

    init(_ courier: Courier, now: Double, travel: any TravelTime, service: ServiceTimes) {
        var location = courier.location
        var at = max(now, courier.availableFrom)
        for stop in courier.stops {
            switch stop {
            case .pickup(let place, let readyAt):
                at += travel.minutes(from: location, to: place) + service.beforePickup
                at = max(at, readyAt) + service.afterPickup
                location = place
            case .dropoff(let place):
                at += travel.minutes(from: location, to: place) + service.beforeDropoff + service.afterDropoff
                location = place
            }
        }
        self.location = location
        self.at = at
    }
}
