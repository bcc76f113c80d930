/// Reads one address from left to right, from the large to the small as Korean addresses go, and keeps what it may mean so far.
struct AddressReader {
    private let gazetteer: Gazetteer
    private let near: Region?
    /// The sigungu of `near`.
    private let nearArea: Int?

    /// The five-digit codes of the sigungu that it may lie in; nil while none is named.
    private(set) var areas: Set<Int>?
    /// The eight-digit codes of the legal dong that it may lie in, if it names one.
    private(set) var dongs: [Int] = []
    /// The road, if it names one of Seoul.
    private(set) var stretches: [RoadStretch] = []
    private(set) var houseNumber: Int?
    private var awaitsHouseNumber = false

    init(_ words: [AddressText.Word], gazetteer: Gazetteer, near: Region?) {
        self.gazetteer = gazetteer
        self.near = near
        nearArea = near.flatMap { Int($0.code.prefix(5)) }
        var rest = words[...]
        while let word = rest.popFirst() {
            if awaitsHouseNumber {
                if ["지하", "지상"].contains(word.text) { continue }
                awaitsHouseNumber = false
                houseNumber = word.text.houseNumber
                if houseNumber != nil { continue }
            }
            let next = rest.first?.text
            // 을지로 3가, 테헤란로 4길, 역삼 1동
            if let next, next.continuesName {
                let joined = word.text + next
                if takeDong(joined, isAside: word.isAside) || takeRoad(joined) {
                    rest.removeFirst()
                    continue
                }
            }
            _ = take(word.text, isAside: word.isAside, next: next)
        }
    }

    /// Takes a word in as a name, or as several written without spaces. Whether all of it was understood.
    private mutating func take(_ text: String, isAside: Bool, next: String? = nil) -> Bool {
        takeArea(text, next: next)
            || takeDong(text, isAside: isAside)
            || takeRoad(text)
            || takeCompound(text, isAside: isAside)
    }

    private mutating func takeArea(_ name: String, next: String? = nil) -> Bool {
        guard let named = gazetteer.areaNames.sigungu(named: name) else { return false }
        // 종로 is Jongno-gu for short, and a street in it.
        if name.hasSuffix("로"), next?.houseNumber != nil, !roads(named: name).isEmpty { return false }
        // 안동 is a city, and a dong of Gimhae.
        if gazetteer.dongNames.isKnown(name) {
            if let areas {
                if !gazetteer.dongNames.dongs(named: name, where: { areas.contains($0 / 1000) }).isEmpty {
                    return false
                }
            } else {
                guard let next else { return false }
                if gazetteer.dongNames.dongs(named: next, where: { named.contains($0 / 1000) }).isEmpty { return false }
            }
        }
        if !dongs.isEmpty || !stretches.isEmpty { return narrow(to: named) }
        let common = areas.map(named.intersection) ?? named
        if !common.isEmpty {
            areas = common
        } else if name.isSigungu {
            // People get the larger part wrong more easily than the smaller.
            areas = named
        } else {
            return false
        }
        return true
    }

    /// An area named behind the dong or road chooses among those of the name.
    private mutating func narrow(to named: Set<Int>) -> Bool {
        let dongs = dongs.filter { named.contains($0 / 1000) }
        let stretches = stretches.filter { named.contains($0.gu) }
        guard dongs.isEmpty == self.dongs.isEmpty, stretches.isEmpty == self.stretches.isEmpty else { return false }
        self.dongs = dongs
        self.stretches = stretches
        return true
    }

    private mutating func takeDong(_ name: String, isAside: Bool) -> Bool {
        guard name.mayNameDong else { return false }
        // Behind a road 다동 is more likely the fourth block of flats, unless it stands where the legal dong does.
        if !stretches.isEmpty, !isAside, name.count < 3 { return false }
        let gu = Set(stretches.map(\.gu))
        func isPossible(_ dong: Int) -> Bool {
            (areas?.contains(dong / 1000) ?? true) && (gu.isEmpty || gu.contains(dong / 1000))
        }
        var named: [Int] = []
        if let nearArea {
            named = gazetteer.dongNames.dongs(named: name) { isPossible($0) && $0 / 1000 == nearArea }
        }
        if named.isEmpty { named = gazetteer.dongNames.dongs(named: name, where: isPossible) }
        guard !named.isEmpty else { return false }
        let common = dongs.filter(named.contains)
        if dongs.isEmpty { dongs = named } else if !common.isEmpty { dongs = common }
        return true
    }

    private mutating func takeRoad(_ text: String) -> Bool {
        guard stretches.isEmpty else { return false }
        for (name, rest) in text.roadNames {
            let found = roads(named: name)
            if found.isEmpty { continue }
            stretches = found
            houseNumber = rest.houseNumber
            awaitsHouseNumber = rest.isEmpty
            return true
        }
        return false
    }

    private func roads(named name: String) -> [RoadStretch] {
        gazetteer.roads.stretches(named: name).filter(isPossible)
    }

    private func isPossible(_ stretch: RoadStretch) -> Bool {
        if !dongs.isEmpty { return dongs.contains { $0 / 1000 == stretch.gu } }
        // Only Seoul's roads are known, and half of their names are found elsewhere too, as are names like 중구.
        let isElsewhere = near.map { !$0.code.isEmpty && $0.sido != "서울" } ?? false
        guard let areas else { return !isElsewhere }
        if isElsewhere, let nearArea, areas.contains(nearArea) { return false }
        return areas.contains(stretch.gu)
    }

    /// 서울강남구역삼동736-1, 역삼동736-1, 테헤란로123
    private mutating func takeCompound(_ text: String, isAside: Bool) -> Bool {
        // The longest real ones have some thirty characters.
        guard text.utf8.count <= 240 else { return false }
        let cuts = text.indices.dropFirst(2).reversed()
        for cut in cuts {
            var trial = self
            if trial.takeArea(String(text[..<cut])), trial.take(String(text[cut...]), isAside: isAside) {
                self = trial
                return true
            }
        }
        for cut in cuts {
            let rest = String(text[cut...])
            var trial = self
            guard trial.takeDong(String(text[..<cut]), isAside: isAside) else { continue }
            // 역삼동주민센터 tells the dong too, once the sigungu is known.
            if rest.houseNumber != nil || trial.take(rest, isAside: isAside) || areas?.count == 1 {
                self = trial
                return true
            }
        }
        // 강남구청, or a road that is not known: the area at least.
        guard dongs.isEmpty, stretches.isEmpty else { return false }
        for cut in cuts where text[..<cut].count > 2 && text[..<cut].isSigungu {
            let name = String(text[..<cut])
            guard let named = gazetteer.areaNames.sigungu(named: name), areas?.isDisjoint(with: named) != true else {
                continue
            }
            areas = areas.map(named.intersection) ?? named
            return take(String(text[cut...]), isAside: isAside)
        }
        return false
    }
}
