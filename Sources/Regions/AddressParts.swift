extension StringProtocol {
    /// Whether it ends as a city, county or district does.
    var isSigungu: Bool {
        hasSuffix("시") || hasSuffix("군") || hasSuffix("구")
    }

    /// Whether it ends as a dong, eup or myeon does. Three dong are called after a road: 세종로, 남성로, 시장북로.
    var mayNameDong: Bool {
        guard count > 1, let last else { return false }
        return ["동", "가", "읍", "면", "로"].contains(last)
    }

    /// Whether it may be the second half of a name that was torn apart: the 3가 of 을지로 3가, the 4길 of 테헤란로 4길.
    var continuesName: Bool {
        guard let first, first.isASCII, first.isNumber, let last else { return false }
        return ["동", "가", "길", "로"].contains(last)
    }

    /// The road names that the word may begin with, the longest first, and what follows each: nothing or a house number.
    var roadNames: [(name: String, rest: String)] {
        var names: [(String, String)] = []
        for index in indices.reversed() where self[index] == "로" || self[index] == "길" {
            let end = self.index(after: index)
            let rest = String(self[end...])
            if rest.isEmpty || rest.houseNumber != nil { names.append((String(self[..<end]), rest)) }
        }
        return names
    }

    /// The ri that the word may begin with: 교리 in `교리` and `교리12-3`.
    var riName: String? {
        guard let end = lastIndex(of: "리").map({ index(after: $0) }), self[..<end].count > 1 else { return nil }
        let rest = String(self[end...])
        return rest.isEmpty || rest.houseNumber != nil ? String(self[..<end]) : nil
    }
}
