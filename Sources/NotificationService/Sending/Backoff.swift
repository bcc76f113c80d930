/// How long to wait after each failure in a row: twice as long each time, up to a bound, and a little more or less, so
/// that those who failed together do not come back together.
struct Backoff: Hashable, Sendable {
    let first: Duration
    let longest: Duration
    /// The share by which a wait may be longer or shorter.
    var jitter = 0.0

    /// - Parameter failures: how many there were before this one.
    func wait(after failures: Int) -> Duration {
        let wait = min(longest, first * (1 << min(failures, 20)))
        return jitter == 0 ? wait : wait * Double.random(in: 1 - jitter...1 + jitter)
    }
}
