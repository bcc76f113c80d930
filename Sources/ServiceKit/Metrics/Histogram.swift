import Synchronization

/// How long something took, in buckets from 0.5 ms to 10 s.
public final class Histogram: Sendable {
    private static let bounds: [Double] = [
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]

    private struct State {
        var counts = [Int](repeating: 0, count: Histogram.bounds.count + 1)
        var sum = 0.0
    }

    private let state = Mutex(State())

    public func observe(seconds: Double) {
        let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        state.withLock { state in
            state.counts[bucket] += 1
            state.sum += seconds
        }
    }

    func lines(name: String, labels: String) -> String {
        let (counts, sum) = state.withLock { ($0.counts, $0.sum) }
        var lines: [String] = []
        var total = 0
        let prefix = labels.isEmpty ? "" : labels + ","
        for (bound, count) in zip(Self.bounds.map { "\($0)" } + ["+Inf"], counts) {
            total += count
            lines.append("\(name)_bucket{\(prefix)le=\"\(bound)\"} \(total)")
        }
        lines.append("\(name)_sum\(Metrics.braces(labels)) \(sum)")
        lines.append("\(name)_count\(Metrics.braces(labels)) \(total)")
        return lines.joined(separator: "\n")
    }
}
