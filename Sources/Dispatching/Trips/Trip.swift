/// Jobs of one restaurant carried together, and their doors in order: all of it that does not depend on who rides.
struct Trip {
    /// Indices into the board's jobs, ascending.
    let members: [Int]
    /// The same in the order of their doors.
    let doors: [Int]
    /// Index into the board's restaurants.
    let restaurant: Int
    /// Minutes. When the last of the food is ready.
    let readyAt: Double
    /// Minutes. Nobody can set out before.
    let knownAt: Double
    /// What its minutes count: less than 1 for a job that is only expected.
    let weight: Double
    /// Minutes from pickup to each drop-off, in the order of `doors`.
    let offsets: [Double]
    /// Minutes from pickup to riding on from the last door.
    let duration: Double
    /// For each door: the pickup at which its excess would be 0.
    let excessFrom: [Double]
    /// For each door: the pickup after which it is late.
    let lateFrom: [Double]

    var isExpected: Bool { knownAt > -.infinity }
}

/// When a rider would leave for a trip, pick it up and be done with it, in minutes.
struct TripTimes {
    /// The latest departure that costs nobody anything.
    let departAt: Double
    let pickupAt: Double
    /// Riding on from the last door.
    let doneAt: Double
}
