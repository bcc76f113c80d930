import Synchronization

/// The figures of a process, in Prometheus' text format at `/metrics`. One object a process, handed to whoever counts.
public final class Metrics: Sendable {
    private struct Key: Hashable, Comparable {
        let name: String
        let labels: String

        static func < (left: Key, right: Key) -> Bool { (left.name, left.labels) < (right.name, right.labels) }
    }

    private struct Family {
        let type: String
        let help: String
    }

    private struct State {
        var families: [String: Family] = [:]
        var counters: [Key: Counter] = [:]
        var histograms: [Key: Histogram] = [:]
        var gauges: [Key: @Sendable () async -> Double?] = [:]
    }

    private let state = Mutex(State())

    public init() {}

    /// The counter of that name and labels; the same one each time it is asked for.
    public func counter(_ name: String, help: String, labels: [(String, String)] = []) -> Counter {
        state.withLock { state in
            state.families[name] = Family(type: "counter", help: help)
            let key = Key(name: name, labels: Self.text(of: labels))
            if let known = state.counters[key] { return known }
            let counter = Counter()
            state.counters[key] = counter
            return counter
        }
    }

    /// The histogram of that name and labels, in seconds.
    public func histogram(_ name: String, help: String, labels: [(String, String)] = []) -> Histogram {
        state.withLock { state in
            state.families[name] = Family(type: "histogram", help: help)
            let key = Key(name: name, labels: Self.text(of: labels))
            if let known = state.histograms[key] { return known }
            let histogram = Histogram()
            state.histograms[key] = histogram
            return histogram
        }
    }

    /// A value that is read when somebody asks; left out where it is nil.
    public func gauge(
        _ name: String,
        help: String,
        labels: [(String, String)] = [],
        _ read: @escaping @Sendable () async -> Double?
    ) {
        state.withLock { state in
            state.families[name] = Family(type: "gauge", help: help)
            state.gauges[Key(name: name, labels: Self.text(of: labels))] = read
        }
    }

    /// Everything, in Prometheus' text format 0.0.4.
    public func render() async -> String {
        let (families, counters, histograms, gauges) = state.withLock {
            ($0.families, $0.counters, $0.histograms, $0.gauges)
        }
        var samples: [String: [(Key, String)]] = [:]
        for (key, counter) in counters {
            samples[key.name, default: []].append((key, "\(key.name)\(Self.braces(key.labels)) \(counter.value)"))
        }
        for (key, histogram) in histograms {
            samples[key.name, default: []].append((key, histogram.lines(name: key.name, labels: key.labels)))
        }
        for (key, read) in gauges {
            guard let value = await read() else { continue }
            samples[key.name, default: []].append((key, "\(key.name)\(Self.braces(key.labels)) \(value)"))
        }
        var text = ""
        for name in samples.keys.sorted() {
            guard let family = families[name], let lines = samples[name] else { continue }
            text += "# HELP \(name) \(family.help)\n# TYPE \(name) \(family.type)\n"
            for (_, line) in lines.sorted(by: { $0.0 < $1.0 }) { text += line + "\n" }
        }
        return text
    }

    static func braces(_ labels: String) -> String { labels.isEmpty ? "" : "{\(labels)}" }

    private static func text(of labels: [(String, String)]) -> String {
        labels.map { name, value in
            let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
            return "\(name)=\"\(escaped)\""
        }.joined(separator: ",")
    }
}
