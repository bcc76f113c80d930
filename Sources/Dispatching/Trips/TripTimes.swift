/// When a rider would leave for a trip, pick it up and be done with it, in minutes.
struct TripTimes {
    /// The latest departure that costs nobody anything.
    let departAt: Double
    let pickupAt: Double
    /// Riding on from the last door.
    let doneAt: Double
}
