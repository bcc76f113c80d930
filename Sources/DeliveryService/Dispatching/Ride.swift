import Contracts
import Dispatching

/// How long rides and stops take, as the planner reckons: one measure for plans and for what customers are told.
struct Ride: Sendable {
    /// Where a place is not known.
    private static let usual: Duration = .seconds(5 * 60)
    /// Places are known to their dong: two in one dong are still some streets apart.
    private static let least: Duration = .seconds(2 * 60)

    let travel: any TravelTime
    let service: ServiceTimes

    init(travel: any TravelTime = GreatCircle(), service: ServiceTimes = .usual) {
        self.travel = travel
        self.service = service
    }

    func time(from origin: Location?, to destination: Location?) -> Duration {
        guard let origin, let destination else { return Self.usual }
        return max(.minutes(travel.minutes(from: origin, to: destination)), Self.least)
    }

    var beforePickup: Duration { .minutes(service.beforePickup) }
    var afterPickup: Duration { .minutes(service.afterPickup) }
    var beforeDropoff: Duration { .minutes(service.beforeDropoff) }
    var afterDropoff: Duration { .minutes(service.afterDropoff) }
}

extension Duration {
    static func minutes(_ minutes: Double) -> Duration { .seconds(minutes * 60) }
}
