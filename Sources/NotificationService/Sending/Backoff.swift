/// How long to wait after each failure in a row: twice as long each time, up to a bound.
struct Backoff: Hashable, Sendable {
    let first: Duration
    let longest: Duration

    /// - Parameter failures: how many there were before this one.
    func wait(after failures: Int) -> Duration { min(longest, first * (1 << min(failures, 20))) }
}
