import NIOCore

/// How lives are to be led.
struct LivesPlan: Sendable {
    /// A part of the orders' ids, so that one plan's news is no news for another.
    let name: String
    /// How many at a time, at most.
    let concurrent: Int
    /// How many begin a second; nil for one as soon as another ends.
    let perSecond: Int?
    /// Before anything counts.
    let warmUp: TimeAmount
    let time: TimeAmount

    func orderPrefix(in town: Town) -> String { "\(town.run)-\(name)-" }
}

/// What came of it.
struct LivesOutcome: Sendable {
    /// Lives completed in the counted time.
    var completed = 0
    let seconds: Double
    /// From each step's answer to the receipt of its status.
    var lags: [LifeStep: Samples] = [:]
    /// From the first call to the last status.
    var lengths = Samples()

    var perSecond: Double { Double(completed) / seconds }
    var allLags: Samples { Samples(merging: lags.values) }
}
