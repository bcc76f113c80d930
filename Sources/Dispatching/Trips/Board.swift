/// A situation laid out for planning: who can do something within the horizon, and what there will be to do.
struct Board {
    let now: Double
    let travel: any TravelTime
    let service: ServiceTimes
    let parameters: Parameters
    /// By id.
    let couriers: [Courier]
    /// Of each courier.
    let starts: [Start]
    /// By ready time, expected ones among the others.
    let jobs: [BoardJob]
    let restaurants: [Restaurant]
    let restaurantOfJob: [Int]
    /// Minutes of riding from each job's restaurant to its door.
    let rides: [Double]

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

        let expected = BoardJob.expected(from: situation.demand, now: now, parameters: parameters)
        let jobs = (situation.jobs.map { BoardJob($0) } + expected)
            .filter { $0.job.readyAt <= now + parameters.horizon }
            .sorted(by: BoardJob.precedes)
        self.jobs = jobs
        rides = jobs.map { travel.minutes(from: $0.job.restaurant.location, to: $0.job.dropoff) }

        var numbers: [Restaurant: Int] = [:]
        var restaurants: [Restaurant] = []
        restaurantOfJob = jobs.map { job in
            if let number = numbers[job.job.restaurant] { return number }
            numbers[job.job.restaurant] = restaurants.count
            restaurants.append(job.job.restaurant)
            return restaurants.count - 1
        }
        self.restaurants = restaurants
    }

    /// Minutes from order to door with a rider waiting at the restaurant: nobody can be faster.
    func floor(of job: Int) -> Double {
        let facts = jobs[job].job
        return facts.readyAt - facts.placedAt + service.afterPickup + rides[job] + service.beforeDropoff
    }
}
