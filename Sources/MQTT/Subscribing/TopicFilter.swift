/// A subscription's pattern over topics: `+` stands for one level, a final `#` for any number of them.
struct TopicFilter: Sendable {
    private enum Level: Sendable, Equatable {
        case exactly([UInt8])
        case any
    }

    private let levels: [Level]
    private let matchesDeeper: Bool
    /// Wildcards in the first level do not see the broker's own `$SYS` topics.
    private let startsWithWildcard: Bool

    /// nil where the text is no valid filter. A shared subscription's `$share/group/` is not part of the pattern.
    init?(_ text: String) {
        guard !text.isEmpty, text.utf8.count <= 65535, !text.utf8.contains(0) else { return nil }
        var parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { [UInt8]($0) }
        if parts[0] == [UInt8]("$share".utf8) {
            guard parts.count >= 3, !parts[1].isEmpty, parts[1].allSatisfy({ $0 != plus && $0 != hash }) else {
                return nil
            }
            parts.removeFirst(2)
            guard parts != [[]] else { return nil }
        }
        matchesDeeper = parts.last == [hash]
        startsWithWildcard = parts[0] == [plus] || parts[0] == [hash]
        if matchesDeeper { parts.removeLast() }
        var levels: [Level] = []
        for part in parts {
            if part == [plus] {
                levels.append(.any)
            } else if part.contains(plus) || part.contains(hash) {
                return nil
            } else {
                levels.append(.exactly(part))
            }
        }
        self.levels = levels
    }

    func matches(_ topic: String) -> Bool {
        var topic = topic
        return topic.withUTF8 { matches($0) }
    }

    /// Runs for every message and subscription, so it walks the bytes once and allocates nothing.
    private func matches(_ topic: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = topic.first, !(startsWithWildcard && first == UInt8(ascii: "$")) else { return false }
        var start = 0
        for level in levels {
            // `a/#` also matches its parent `a`, which ends where the `/` would be; every other level needs one more.
            guard start <= topic.count else { return false }
            var end = start
            while end < topic.count, topic[end] != UInt8(ascii: "/") { end += 1 }
            if case .exactly(let bytes) = level {
                guard bytes.count == end - start else { return false }
                for offset in 0..<bytes.count where topic[start + offset] != bytes[offset] { return false }
            }
            start = end + 1
        }
        return matchesDeeper || start == topic.count + 1
    }
}

private let plus = UInt8(ascii: "+")
private let hash = UInt8(ascii: "#")
