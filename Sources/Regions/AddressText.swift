import Foundation

/// An address as people type it, cut into words.
struct AddressText {
    struct Word: Equatable {
        var text: String
        /// Whether it stands in parentheses, where an address in the road-name form gives its legal dong.
        var isAside = false
    }

    /// No address is longer; what follows is delivery notes, or an attack.
    private static let longest = 400

    let words: [Word]

    init(_ raw: String) {
        // Decomposed Hangul takes three scalars a syllable: cut, compose, cut.
        var composed = String.UnicodeScalarView()
        composed.append(contentsOf: raw.unicodeScalars.prefix(3 * Self.longest))
        let text = String(composed).precomposedStringWithCompatibilityMapping

        var words: [Word] = []
        var word = String.UnicodeScalarView()
        var depth = 0
        func endWord() {
            if !word.isEmpty { words.append(Word(text: String(word), isAside: depth > 0)) }
            word = String.UnicodeScalarView()
        }
        for scalar in text.unicodeScalars.prefix(Self.longest) {
            switch scalar {
            case "가"..."힣", "0"..."9", "A"..."Z", "a"..."z", "-": word.append(scalar)
            // 4.19로 and 종로1·2·3·4가동. The third is what becomes of U+318D, which many keyboards give for the middle dot.
            case ".", "\u{B7}", "\u{119E}": word.append(".")
            case "\u{2010}"..."\u{2015}", "\u{2212}": word.append("-")
            case "(", "[":
                endWord()
                depth += 1
            case ")", "]":
                endWord()
                depth = max(0, depth - 1)
            // Zero-width characters come along with copied text and end no word.
            case "\u{200B}"..."\u{200D}", "\u{2060}", "\u{FEFF}": continue
            default: endWord()
            }
        }
        endWord()
        self.words = words.map { Word(text: $0.text.trimmed, isAside: $0.isAside) }.filter { !$0.text.isEmpty }
    }
}

extension String {
    /// Without the full stops and hyphens around it.
    fileprivate var trimmed: String {
        func isMark(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") }
        guard let first = utf8.firstIndex(where: { !isMark($0) }), let last = utf8.lastIndex(where: { !isMark($0) })
        else { return "" }
        return String(self[first...last])
    }

    /// The number an address part starts with: 123 for `123-4`, `지하123` and `123번지`, nothing for `123번길` and `4가길`, which name a road.
    var houseNumber: Int? {
        var rest = self[...]
        for prefix in ["지하", "지상", "산"] where rest.hasPrefix(prefix) { rest = rest.dropFirst(prefix.count) }
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        // Nine digits are more than any house has, and safe to read.
        guard !digits.isEmpty, digits.count <= 9 else { return nil }
        let after = rest[digits.endIndex...].prefix { $0.isLetter }
        if after.count <= 3, after.hasSuffix("길") || after.hasSuffix("로") { return nil }
        return Int(digits)
    }
}
