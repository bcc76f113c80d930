import Foundation

/// The text of a long text message: at most 2,000 bytes in the Korean encoding of the carriers, CP949, which holds EUC-KR
/// and every Hangul syllable. A character that it lacks, like an emoji, would have the carrier refuse the message.
enum TextMessage {
    static let byteLimit = 2000

    /// Typographic characters that have a plain one of the same meaning.
    private static let plain: [Character: String] = [
        "\u{2013}": "-", "\u{2014}": "-", "\u{2212}": "-", "\u{00A0}": " ", "\u{2003}": " ", "\u{2009}": " ", "₩": "원",
        "•": "·", "‑": "-", "\t": " ",
    ]

    static func isClean(_ text: String) -> Bool { isPlain(text) || clean(text) == text }

    /// What can be sent of a text: characters replaced or left out, no gap where one was, cut to the limit.
    static func clean(_ text: String) -> String {
        if isPlain(text) { return text }
        var result = ""
        var size = 0
        var lastIsSpace = true
        var hasGap = false
        for character in text.precomposedStringWithCanonicalMapping {
            let known = isASCII(character) && character != "\t" ? String(character) : replacement(of: character)
            guard let known, let bytes = KoreanEncoding.shared.size(of: known) else {
                hasGap = true
                continue
            }
            guard size + bytes <= byteLimit else { break }
            let isSpace = known == " "
            if isSpace && lastIsSpace && hasGap { continue }
            hasGap = false
            result += known
            size += bytes
            lastIsSpace = isSpace || known == "\n"
        }
        return result.trimmingCharacters(in: .whitespaces)
    }

    /// Whether it is clean beyond doubt, as nearly every text is: short, and of what always stays as it is.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.count <= byteLimit && text.first != " " && text.last != " "
            && text.unicodeScalars.allSatisfy { scalar in
                switch scalar {
                case "\n", " "..."~", "가"..."힣": true
                default: false
                }
            }
    }

    private static func isASCII(_ character: Character) -> Bool {
        character.asciiValue.map { $0 >= 32 && $0 < 127 || $0 == 10 || $0 == 9 } ?? false
    }

    private static func replacement(of character: Character) -> String? {
        if let plain = plain[character] { return plain }
        guard !character.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            return nil
        }
        if KoreanEncoding.shared.size(of: String(character)) != nil { return String(character) }
        // A letter with a mark, or a Hangul letter beside its syllable: what is left of it may do.
        let parts = String(character).decomposedStringWithCanonicalMapping.unicodeScalars
        let rest = parts.filter { KoreanEncoding.shared.size(of: String($0)) != nil }
        guard rest.contains(where: { $0.properties.isAlphabetic }) else { return nil }
        return String(String.UnicodeScalarView(rest))
    }
}
