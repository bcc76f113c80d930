/// Measured values, each kept: percentiles are those of the samples, not of a model of them.
struct Samples: Sendable {
    private var values: [Int64] = []

    init() {}

    init(merging parts: some Sequence<Samples>) {
        for part in parts { values += part.values }
    }

    var count: Int { values.count }

    mutating func add(_ value: Int64) { values.append(value) }

    /// The smallest value that at least this share of the samples does not exceed; 0 where there are none.
    func percentile(_ share: Double) -> Int64 {
        guard !values.isEmpty else { return 0 }
        let rank = Int((share * Double(values.count)).rounded(.up))
        return values.sorted()[min(max(rank, 1), values.count) - 1]
    }
}
