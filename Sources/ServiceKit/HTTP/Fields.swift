public import Contracts

/// Reads the fields of a JSON object one by one and collects everything that is wrong with them,
/// so that a caller hears it all at once.
public struct Fields {
    private let members: [String: JSONValue]
    private let pointer: String
    private var errors: [Problem.Field] = []
    private var hasInvalidID = false

    public init(_ members: [String: JSONValue], pointer: String = "") {
        self.members = members
        self.pointer = pointer
    }

    public func has(_ name: String) -> Bool { members[name].map { $0 != .null } ?? false }

    /// Text without white space at its ends; nil where it is absent or empty.
    public mutating func optionalText(_ name: String, limit: Int = 200) -> String? {
        switch members[name] {
        case nil, .null: return nil
        case .string(let text): return checked(text, name, limit)
        case .integer(let number): return String(number)
        case .bool, .number, .array, .object:
            fail(name, "글자로 적어 주세요.")
            return nil
        }
    }

    /// Text that must be there; empty where it is not.
    public mutating func text(_ name: String, limit: Int = 200) -> String {
        let before = errors.count
        if let text = optionalText(name, limit: limit) { return text }
        if errors.count == before { fail(name, "꼭 필요해요.") }
        return ""
    }

    public mutating func optionalID<Entity>(_ name: String, as type: ID<Entity>.Type = ID<Entity>.self) -> ID<Entity>? {
        switch members[name] {
        case nil, .null: return nil
        case .string(let text):
            if let id = ID<Entity>(text) { return id }
        case .integer(let number):
            if let id = ID<Entity>(String(number)) { return id }
        case .bool, .number, .array, .object: break
        }
        fail(name, "id는 영문자, 숫자, '_', '-'로 된 1~64자여야 해요.")
        hasInvalidID = true
        return nil
    }

    /// An id that must be there; a placeholder where it is not, which ``check()`` keeps from being used.
    public mutating func id<Entity>(_ name: String, as type: ID<Entity>.Type = ID<Entity>.self) -> ID<Entity> {
        let before = errors.count
        if let id = optionalID(name, as: type) { return id }
        if errors.count == before { fail(name, "꼭 필요해요.") }
        return ID(trusted: "-")
    }

    /// A whole number, given as a number or as text.
    public mutating func optionalInteger(_ name: String, in range: ClosedRange<Int>) -> Int? {
        let value: Int?
        switch members[name] {
        case nil, .null: return nil
        case .integer(let number): value = Int(number)
        case .number(let number): value = Int(exactly: number)
        case .string(let text): value = Int(text.trimmingWhitespace)
        case .bool, .array, .object: value = nil
        }
        guard let value else {
            fail(name, "정수로 적어 주세요.")
            return nil
        }
        guard range.contains(value) else {
            fail(name, "\(range.lowerBound)부터 \(range.upperBound)까지 쓸 수 있어요.")
            return nil
        }
        return value
    }

    public mutating func integer(_ name: String, in range: ClosedRange<Int>, default fallback: Int? = nil) -> Int {
        let before = errors.count
        if let value = optionalInteger(name, in: range) ?? (errors.count == before ? fallback : nil) { return value }
        if errors.count == before { fail(name, "꼭 필요해요.") }
        return range.lowerBound
    }

    /// A number, given as a number or as text.
    public mutating func optionalNumber(_ name: String, in range: ClosedRange<Double>) -> Double? {
        let value: Double?
        switch members[name] {
        case nil, .null: return nil
        case .integer(let number): value = Double(number)
        case .number(let number): value = number
        case .string(let text): value = Double(text.trimmingWhitespace)
        case .bool, .array, .object: value = nil
        }
        guard let value, range.contains(value) else {
            fail(name, "\(range.lowerBound)부터 \(range.upperBound)까지의 수로 적어 주세요.")
            return nil
        }
        return value
    }

    public mutating func optionalFlag(_ name: String) -> Bool? {
        switch members[name] {
        case nil, .null: return nil
        case .bool(let flag): return flag
        case .string("true"): return true
        case .string("false"): return false
        case .integer, .number, .string, .array, .object:
            fail(name, "true나 false로 적어 주세요.")
            return nil
        }
    }

    /// A phone number of Korea as digits alone: `01012345678`.
    public mutating func optionalPhone(_ name: String) -> String? {
        guard let text = optionalText(name, limit: 40) else { return nil }
        var digits = text.filter { !" -().".contains($0) }
        if digits.hasPrefix("+82") { digits = "0" + digits.dropFirst(3) }
        guard (8...12).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
            fail(name, "전화번호는 010-1234-5678처럼 적어 주세요.")
            return nil
        }
        return digits
    }

    /// The objects of an array; each is read with a pointer of its own.
    public mutating func objects(_ name: String, limit: Int) -> [Fields] {
        guard case .array(let elements) = members[name] else {
            fail(name, "목록으로 적어 주세요.")
            return []
        }
        guard (1...limit).contains(elements.count) else {
            fail(name, "1개부터 \(limit)개까지 담을 수 있어요.")
            return []
        }
        return elements.enumerated().compactMap { index, element in
            guard case .object(let members) = element else {
                fail("\(name)/\(index)", "항목마다 객체로 적어 주세요.")
                return nil
            }
            return Fields(members, pointer: "\(pointer)/\(name)/\(index)")
        }
    }

    /// Takes over what was wrong with a part.
    public mutating func absorb(_ part: Fields) {
        errors += part.errors
        hasInvalidID = hasInvalidID || part.hasInvalidID
    }

    public mutating func fail(_ name: String, _ message: String) {
        errors.append(.init(pointer: "\(pointer)/\(name)", message: message))
    }

    /// - Throws: ``Problem`` `invalid-request` or `invalid-id` with every field that is wrong.
    public func check() throws {
        guard let first = errors.first else { return }
        throw Problem(
            hasInvalidID ? .invalidID : .invalidRequest,
            "요청에 고칠 곳이 있어요. \(first.pointer): \(first.message)",
            errors: errors
        )
    }

    private mutating func checked(_ text: String, _ name: String, _ limit: Int) -> String? {
        let trimmed = text.trimmingWhitespace
        guard trimmed.unicodeScalars.count <= limit else {
            fail(name, "\(limit)자까지 쓸 수 있어요.")
            return nil
        }
        let isClean = trimmed.unicodeScalars.allSatisfy {
            $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control
        }
        guard isClean else {
            fail(name, "제어 문자는 쓸 수 없어요.")
            return nil
        }
        return trimmed.isEmpty ? nil : trimmed
    }
}

extension String {
    var trimmingWhitespace: String {
        guard let start = firstIndex(where: { !$0.isWhitespace }), let end = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[start...end])
    }
}
