/// The part of a road that lies in one gu.
struct RoadStretch {
    private struct Range {
        /// The first house number of the range; the next range's first number ends it.
        var from: Int
        var dong: Int
    }

    /// The gu's five-digit code.
    let gu: Int
    /// The eight-digit code of the one dong that the whole stretch lies in, if there is one.
    private let whole: Int?
    private let odd: [Range]
    private let even: [Range]

    /// Reads `road,gu,dong` or `road,gu,from:dong;…|from:dong;…`, the odd side before the even one, a dong as its last three digits.
    init?(fields: [Substring]) {
        guard fields.count == 3, let gu = Int(fields[1]) else { return nil }
        self.gu = gu
        whole = Int(fields[2]).map { gu * 1000 + $0 }
        let sides = fields[2].split(separator: "|", omittingEmptySubsequences: false).map { side in
            side.split(separator: ";").compactMap { range -> Range? in
                let parts = range.split(separator: ":")
                guard parts.count == 2, let from = Int(parts[0]), let dong = Int(parts[1]) else { return nil }
                return Range(from: from, dong: gu * 1000 + dong)
            }
        }
        odd = sides.count == 2 ? sides[0] : []
        even = sides.count == 2 ? sides[1] : []
    }

    /// The dong of house `number`, where this stretch is known to be the road's only one.
    private func dong(at number: Int) -> Int? {
        let side = number.isMultiple(of: 2) ? even : odd
        let other = number.isMultiple(of: 2) ? odd : even
        let ranges = side.isEmpty ? other : side
        return whole ?? (ranges.last { $0.from <= number } ?? ranges.first)?.dong
    }

    private func range(at number: Int) -> Range? {
        (number.isMultiple(of: 2) ? even : odd).last { $0.from <= number }
    }

    private var dongs: [Int] {
        whole.map { [$0] } ?? (odd + even).map(\.dong)
    }

    /// The dong that house `number` of a road with these stretches may lie in, the likeliest first; without a number, all of the road's.
    static func dongs(of stretches: [RoadStretch], number: Int?) -> [Int] {
        guard let number else { return unique(stretches.flatMap(\.dongs)) }
        if stretches.count == 1 { return stretches[0].dong(at: number).map { [$0] } ?? [] }
        // House numbers run on from one gu into the next, so the range that begins last at or before the number has it.
        // A stretch without ranges does not say where it begins: it stays a candidate.
        let numbered = stretches.compactMap { $0.range(at: number) }.max { $0.from < $1.from }.map { [$0.dong] } ?? []
        let candidates = numbered + stretches.compactMap(\.whole)
        return candidates.isEmpty ? unique(stretches.compactMap { $0.dong(at: number) }) : candidates
    }

    private static func unique(_ dongs: [Int]) -> [Int] {
        var seen: Set<Int> = []
        return dongs.filter { seen.insert($0).inserted }
    }
}
