/// The least, the middle and the most of a few rounds.
struct Spread: Sendable {
    let least: Double
    let median: Double
    let most: Double

    /// - Parameter rounds: at least one.
    init(_ rounds: [Double]) {
        let sorted = rounds.sorted()
        let middle = sorted.count / 2
        least = sorted[0]
        median = sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
        most = sorted[sorted.count - 1]
    }
}
