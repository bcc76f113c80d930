/// Jobs of one restaurant carried together, and their doors in order: all of it that does not depend on who rides.
struct Trip {
    /// Indices into the jobs of the situation, ascending.
    let members: [Int]
    /// The same in the order of their doors.
    let doors: [Int]
    let restaurant: Int
    /// Minutes. When the last of the food is ready.
    let readyAt: Double
    /// Minutes from pickup to each drop-off, in the order of `doors`.
    let offsets: [Double]
    /// Minutes from pickup to riding on from the last door.
    let duration: Double
    /// For each door: the pickup at which its excess would be 0.
    let excessFrom: [Double]
    /// For each door: the pickup after which it is late.
    let lateFrom: [Double]
}
