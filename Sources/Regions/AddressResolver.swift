/// Turns what an address says into a region, or into those it may be.
struct AddressResolver {
    let gazetteer: Gazetteer
    let near: Region?

    func resolve(_ address: String) -> Resolution {
        let words = AddressText(address).words
        let reader = AddressReader(words, gazetteer: gazetteer, near: near)

        let onRoad = RoadStretch.dongs(of: reader.stretches, number: reader.houseNumber)
        let common = reader.dongs.filter(onRoad.contains)
        // A dong that is written down is believed before the road's house numbers.
        for candidates in [common, reader.dongs, onRoad] where !candidates.isEmpty { return choose(among: candidates) }

        let nearArea = near.flatMap { Int($0.code.prefix(5)) }
        let areas = reader.areas ?? nearArea.map { [$0] } ?? []
        for name in words.compactMap(\.text.riName) {
            let candidates = gazetteer.dongs(withRi: name, in: areas)
            if !candidates.isEmpty { return choose(among: candidates) }
        }
        guard var named = reader.areas else { return .notFound }
        if let nearArea, named.contains(nearArea) { named = [nearArea] }
        guard named.count == 1 else { return .notFound }
        return resolution(sortedByDistance(regions(named.flatMap(gazetteer.dongs(of:)))))
    }

    /// The context tells places of the same name apart, never the dong of one sigungu: a guess there would look like knowledge.
    private func choose(among codes: [Int]) -> Resolution {
        let candidates = regions(codes)
        guard candidates.count > 1, let near, !near.code.isEmpty else { return resolution(candidates) }
        let around = candidates.filter { $0.code.prefix(5) == near.code.prefix(5) }
        if !around.isEmpty { return resolution(around) }
        let sorted = sortedByDistance(candidates)
        if let first = distance(sorted[0]), let second = distance(sorted[1]), sorted[0].isElsewhere(than: sorted[1]),
            first < Self.deliveryRange, second > 2 * first
        {
            return .found(sorted[0])
        }
        let sameSido = sorted.filter { $0.sido == near.sido }
        return resolution(sameSido.isEmpty ? sorted : sameSido)
    }

    /// Farther than any rider goes, in metres.
    private static let deliveryRange = 15_000.0

    private func regions(_ codes: [Int]) -> [Region] {
        var seen: Set<Int> = []
        return codes.filter { seen.insert($0).inserted }.compactMap(gazetteer.region)
    }

    private func resolution(_ candidates: [Region]) -> Resolution {
        switch candidates.count {
        case 0: .notFound
        case 1: .found(candidates[0])
        default: .ambiguous(candidates)
        }
    }

    private func distance(_ region: Region) -> Double? {
        guard let here = near?.point, let there = region.point else { return nil }
        return here.distance(to: there)
    }

    private func sortedByDistance(_ candidates: [Region]) -> [Region] {
        candidates.map { ($0, distance($0) ?? .infinity) }.sorted { $0.1 < $1.1 }.map(\.0)
    }
}

extension Region {
    fileprivate func isElsewhere(than other: Region) -> Bool {
        code.prefix(5) != other.code.prefix(5)
    }
}
