/// A situation laid out for scoring: couriers and jobs in an order of their own, and the rides between them.
struct Board {
    let now: Double
    let travel: any TravelTime
    let service: ServiceTimes
    let parameters: Parameters
    /// By id.
    let couriers: [Courier]
    let starts: [Start]
    /// By ready time, then id.
    let jobs: [Job]
    let restaurants: [Restaurant]
    let restaurantOfJob: [Int]
    /// Minutes from the restaurant to the door.
    let rides: [Double]
    /// Minutes from each courier's start to each restaurant: row by row, a courier a row.
    private let approaches: [Double]

    init(_ situation: Situation, travel: any TravelTime, service: ServiceTimes, parameters: Parameters) {
        let now = situation.now
        self.now = now
        self.travel = travel
        self.service = service
        self.parameters = parameters

        var free: [(courier: Courier, start: Start)] = []
        for courier in situation.couriers where courier.room > 0 && courier.offAt >= now {
            let start = Start(courier, now: now, travel: travel, service: service)
            if start.at <= now + parameters.horizon { free.append((courier, start)) }
        }
        free.sort { $0.courier.id < $1.courier.id }
        couriers = free.map(\.courier)
        starts = free.map(\.start)

        let jobs = situation.jobs
            .filter { $0.readyAt <= now + parameters.horizon }
            .sorted { ($0.readyAt, $0.placedAt, $0.id) < ($1.readyAt, $1.placedAt, $1.id) }
        self.jobs = jobs
        rides = jobs.map { travel.minutes(from: $0.restaurant.location, to: $0.dropoff) }

        var numbers: [Restaurant: Int] = [:]
        var restaurants: [Restaurant] = []
        restaurantOfJob = jobs.map { job in
            if let number = numbers[job.restaurant] { return number }
            numbers[job.restaurant] = restaurants.count
            restaurants.append(job.restaurant)
            return restaurants.count - 1
        }
        self.restaurants = restaurants

        var approaches: [Double] = []
        approaches.reserveCapacity(free.count * restaurants.count)
        for start in starts {
            for restaurant in restaurants {
                approaches.append(travel.minutes(from: start.location, to: restaurant.location))
            }
        }
        self.approaches = approaches
    }

    func approach(of courier: Int, to restaurant: Int) -> Double { approaches[courier * restaurants.count + restaurant] }

    /// Minutes from order to door with a rider waiting at the restaurant: nobody can be faster.
    func floor(of job: Int) -> Double {
        jobs[job].readyAt - jobs[job].placedAt + service.afterPickup + rides[job] + service.beforeDropoff
    }
}
