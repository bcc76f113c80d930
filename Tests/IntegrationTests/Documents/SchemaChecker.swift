import Contracts
import TestSupport

/// Checks values against the part of JSON Schema that the documents use.
///
/// Strict in two ways: a keyword it does not know is an error, and so is a member that the schema does not name.
struct SchemaChecker: Sendable {
    /// Where a `$ref` points into.
    let root: JSONValue

    /// What is wrong, each with the pointer of the place.
    func errors(in value: JSONValue, against schema: JSONValue, at pointer: String = "") -> [String] {
        violations(value, schema, pointer) + unnamedMembers(value, schema, pointer)
    }

    /// What a `$ref` stands for; anything else stands for itself.
    func resolve(_ node: JSONValue) -> JSONValue {
        guard let reference = node["$ref"]?.stringValue else { return node }
        let found = reference.split(separator: "/").dropFirst().reduce(root as JSONValue?) { $0?[String($1)] }
        return resolve(found ?? .null)
    }

    private func violations(_ value: JSONValue, _ schema: JSONValue, _ pointer: String) -> [String] {
        guard case .object(let keywords) = schema else { return ["\(pointer): there is no schema"] }
        return keywords.sorted { $0.key < $1.key }.flatMap { keyword, argument -> [String] in
            switch keyword {
            case "$ref":
                return violations(value, resolve(schema), pointer)
            case "allOf":
                return (argument.arrayValue ?? []).flatMap { violations(value, $0, pointer) }
            case "anyOf", "oneOf":
                let failures = (argument.arrayValue ?? []).map { errors(in: value, against: $0, at: pointer) }
                let matches = failures.filter(\.isEmpty).count
                let isRight = keyword == "anyOf" ? matches > 0 : matches == 1
                return isRight ? [] : ["\(pointer): \(matches) of \(keyword) match"] + failures.joined()
            case "properties", "additionalProperties", "required":
                return memberViolations(value, keyword, argument, schema, pointer)
            case "items":
                return (value.arrayValue ?? []).enumerated().flatMap { index, element in
                    errors(in: element, against: argument, at: "\(pointer)/\(index)")
                }
            case "description", "title", "default", "example", "examples":
                return []
            default:
                return SchemaAssertion.violation(of: keyword, argument, by: value).map { ["\(pointer): \($0)"] } ?? []
            }
        }
    }

    private func memberViolations(
        _ value: JSONValue,
        _ keyword: String,
        _ argument: JSONValue,
        _ schema: JSONValue,
        _ pointer: String
    ) -> [String] {
        guard case .object(let members) = value else { return [] }
        switch keyword {
        case "required":
            return (argument.arrayValue ?? []).compactMap { name in
                members[name.stringValue ?? ""] == nil ? "\(pointer): \(name.stringValue ?? "") is missing" : nil
            }
        case "properties":
            return members.flatMap { name, member in
                argument[name].map { errors(in: member, against: $0, at: "\(pointer)/\(name)") } ?? []
            }
        default:
            return members.filter { schema["properties"]?[$0.key] == nil }.flatMap { name, member in
                errors(in: member, against: argument, at: "\(pointer)/\(name)")
            }
        }
    }

    private func unnamedMembers(_ value: JSONValue, _ schema: JSONValue, _ pointer: String) -> [String] {
        guard case .object(let members) = value, let names = names(in: schema) else { return [] }
        return members.keys.filter { !names.contains($0) }.sorted().map { "\(pointer): \($0) is not documented" }
    }

    /// The members that a schema names; nil where it leaves them open.
    private func names(in schema: JSONValue) -> Set<String>? {
        let schema = resolve(schema)
        guard schema["additionalProperties"] == nil else { return nil }
        var names: Set<String>?
        if case .object(let properties)? = schema["properties"] { names = Set(properties.keys) }
        for part in schema["allOf"]?.arrayValue ?? [] {
            if let more = self.names(in: part) { names = (names ?? []).union(more) }
        }
        return names
    }
}
