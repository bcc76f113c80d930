/// Simulated time: so many simulated seconds to a real one.
struct Pace: Sendable {
    let speed: Double
    private let begin = ContinuousClock.now

    /// Simulated seconds since the beginning.
    var now: Double { (ContinuousClock.now - begin) / .seconds(1) * speed }

    /// What a real duration is in simulated seconds.
    func simulated(_ duration: Duration) -> Double { duration / .seconds(1) * speed }
}
