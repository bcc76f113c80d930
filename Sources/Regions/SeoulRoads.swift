/// Every road of Seoul with the legal dong its house numbers lie in.
///
/// The file is sorted by the bytes of the road names and searched in place: 14,000 roads cost no start-up time and no dictionary.
struct SeoulRoads: Sendable {
    private let bytes: [UInt8]

    init(bytes: [UInt8] = ResourceFile.bytes(of: "seoul_roads.csv")) {
        self.bytes = bytes
    }

    /// The parts of a road by this name, one for each gu that it passes; empty for a name Seoul does not have.
    func stretches(named name: String) -> [RoadStretch] {
        let key = Array(name.utf8) + [UInt8(ascii: ",")]
        var stretches: [RoadStretch] = []
        var start = firstLine(notBefore: key)
        while start < bytes.count, bytes[start...].starts(with: key) {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            if let stretch = RoadStretch(fields: CommaTable.fields(of: bytes[start..<end])) {
                stretches.append(stretch)
            }
            start = end + 1
        }
        return stretches
    }

    /// The start of the first line that does not sort before `key`.
    private func firstLine(notBefore key: [UInt8]) -> Int {
        var low = 0
        var high = bytes.count
        while low < high {
            let middle = lineStart(at: low + (high - low) / 2, notBefore: low)
            let end = bytes[middle...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            if bytes[middle..<end].lexicographicallyPrecedes(key) { low = end + 1 } else { high = middle }
        }
        return low
    }

    private func lineStart(at position: Int, notBefore low: Int) -> Int {
        var start = position
        while start > low, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
        return start
    }
}
