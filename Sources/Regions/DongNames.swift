/// The names of legal and administrative dong, each with the eight-digit codes of the legal dong that it may mean.
struct DongNames: Sendable {
    private var legal: [String: [Int]] = [:]
    /// 성수동 for 성수동1가 and 성수동2가.
    private var divided: [String: [Int]] = [:]
    private var administrative: [String: [Int]] = [:]

    mutating func add(legal name: String, code: Int) {
        legal[Self.key(name), default: []].append(code)
        // 성수동2가 is spoken and written 성수2가.
        if let dong = name.range(of: "동", before: "가") {
            legal[Self.key(name.replacingCharacters(in: dong)), default: []].append(code)
            divided[String(name[..<dong.upperBound]), default: []].append(code)
        }
    }

    /// An administrative dong with the legal ones that it covers wholly or in part.
    mutating func add(administrative name: String, codes: [Int]) {
        // 창신제1동 is 창신1동 to everybody but its office; 홍제1동 is what it says.
        for key in Set([Self.key(name), Self.key(name.withoutOrdinalMark)]) {
            // 역삼1동 lies in 역삼동 for the most part, whatever else it touches.
            let namesake = legal[Self.withoutDigits(key), default: []].filter(codes.contains)
            administrative[key, default: []] += namesake.isEmpty ? codes : namesake
        }
    }

    func isKnown(_ name: String) -> Bool {
        let key = Self.key(name)
        return legal[key] != nil || divided[key] != nil || administrative[key] != nil
    }

    /// The legal dong called `name` among those that `isPossible` allows. A legal name goes before an administrative one;
    /// a number that no dong has any more (신사9동) leaves the name before it.
    func dongs(named name: String, where isPossible: (Int) -> Bool) -> [Int] {
        let key = Self.key(name)
        for names in [legal[key], divided[key], administrative[key]] {
            let dongs = names?.filter(isPossible) ?? []
            if !dongs.isEmpty { return dongs }
        }
        guard !isKnown(name), key.hasSuffix("동") else { return [] }
        let plain = Self.withoutDigits(key)
        return plain == key ? [] : legal[plain, default: []].filter(isPossible)
    }

    /// One key for 종로1.2.3.4가동 and 종로1234가동.
    private static func key(_ name: String) -> String {
        name.contains(".") ? name.filter { $0 != "." } : name
    }

    private static func withoutDigits(_ key: String) -> String {
        String(key.filter { !$0.isASCII })
    }
}

extension String {
    /// 창신1동 for 창신제1동.
    fileprivate var withoutOrdinalMark: String {
        guard let digit = firstIndex(where: { $0.isASCII && $0.isNumber }), digit > startIndex,
            case let mark = index(before: digit), self[mark] == "제"
        else { return self }
        return String(self[..<mark] + self[digit...])
    }

    /// Where `mark` stands directly before digits and `end`, as 동 does in 성수동2가.
    fileprivate func range(of mark: Character, before end: Character) -> Range<Index>? {
        guard last == end else { return nil }
        let digits = dropLast().reversed().prefix { $0.isASCII && $0.isNumber }.count
        guard digits > 0 else { return nil }
        let start = index(endIndex, offsetBy: -digits - 1)
        guard start > startIndex, case let position = index(before: start), self[position] == mark else { return nil }
        return position..<start
    }

    fileprivate func replacingCharacters(in range: Range<Index>) -> String {
        String(self[..<range.lowerBound] + self[range.upperBound...])
    }
}
