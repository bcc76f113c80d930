/// A text with `#{변수}` in it, taken apart once.
struct TemplateText: Hashable, Sendable {
    private enum Part: Hashable {
        case literal(String)
        case variable(TemplateVariable)
    }

    /// As it was written, with its `#{변수}`.
    let source: String
    private let parts: [Part]

    /// - Throws: ``TemplateFlaw`` where a variable is unknown or not closed.
    init(_ text: String) throws {
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.firstRange(of: "#{") {
            if open.lowerBound > rest.startIndex { parts.append(.literal(String(rest[..<open.lowerBound]))) }
            let tail = rest[open.upperBound...]
            guard let close = tail.firstIndex(of: "}") else { throw TemplateFlaw("a #{ is not closed") }
            guard let variable = TemplateVariable(rawValue: String(tail[..<close])) else {
                throw TemplateFlaw("unknown variable #{\(tail[..<close])}")
            }
            parts.append(.variable(variable))
            rest = tail[tail.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.literal(String(rest))) }
        self.source = text
        self.parts = parts
    }

    var variables: Set<TemplateVariable> {
        Set(
            parts.compactMap { part in
                if case .variable(let variable) = part { variable } else { nil }
            }
        )
    }

    /// Characters, as KakaoTalk counts them, when every variable is as long as it can be.
    var maximumLength: Int {
        parts.reduce(0) { sum, part in
            switch part {
            case .literal(let text): sum + text.utf16.count
            case .variable(let variable): sum + variable.maximumLength
            }
        }
    }

    /// Bytes in EUC-KR, in which text messages are counted, when every variable is as long as it can be.
    var maximumBytes: Int {
        parts.reduce(0) { sum, part in
            switch part {
            case .literal(let text): sum + text.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 2) }
            case .variable(let variable): sum + 2 * variable.maximumLength
            }
        }
    }

    /// Puts the values in, by their Korean names. What a value contains is never taken for a variable.
    func filled(with values: [String: String]) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .literal(let literal): text += literal
            case .variable(let variable): text += values[variable.rawValue] ?? ""
            }
        }
        return text
    }
}

extension TemplateText: Decodable {
    init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode(String.self))
    }
}

/// What is wrong with a template.
struct TemplateFlaw: Error, Hashable, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
