import Contracts
import Foundation
import TestSupport

/// The keywords of JSON Schema that look at one value alone.
enum SchemaAssertion {
    /// - Returns: what is wrong; nil where nothing is.
    static func violation(of keyword: String, _ argument: JSONValue, by value: JSONValue) -> String? {
        switch keyword {
        case "type":
            let isRight = (argument.arrayValue ?? [argument]).contains { isOf($0.stringValue ?? "", value) }
            return isRight ? nil : "\(text(value)) is not \(text(argument))"
        case "const":
            return value == argument ? nil : "\(text(value)) is not \(text(argument))"
        case "enum":
            return argument.arrayValue?.contains(value) == true ? nil : "\(text(value)) is none of \(text(argument))"
        case "minimum", "maximum":
            return limit(keyword, argument, on: number(value), of: value)
        case "minLength", "maxLength":
            return limit(keyword, argument, on: value.stringValue.map { Double($0.unicodeScalars.count) }, of: value)
        case "minItems", "maxItems":
            return limit(keyword, argument, on: value.arrayValue.map { Double($0.count) }, of: value)
        case "pattern":
            guard let subject = value.stringValue, let pattern = argument.stringValue else { return nil }
            let isMatch = subject.range(of: pattern, options: .regularExpression) != nil
            return isMatch ? nil : "\(subject) does not match \(pattern)"
        case "format":
            return format(argument.stringValue ?? "", value)
        default:
            return "the keyword \(keyword) is not known to the checker"
        }
    }

    private static func isOf(_ type: String, _ value: JSONValue) -> Bool {
        switch value {
        case .null: type == "null"
        case .bool: type == "boolean"
        case .integer: type == "integer" || type == "number"
        case .number: type == "number"
        case .string: type == "string"
        case .array: type == "array"
        case .object: type == "object"
        }
    }

    private static func limit(
        _ keyword: String,
        _ argument: JSONValue,
        on size: Double?,
        of value: JSONValue
    ) -> String? {
        guard let size, let bound = number(argument) else { return nil }
        let isWithin = keyword.hasPrefix("min") ? size >= bound : size <= bound
        return isWithin ? nil : "\(text(value)) breaks \(keyword) \(text(argument))"
    }

    private static func format(_ name: String, _ value: JSONValue) -> String? {
        guard let subject = value.stringValue else { return nil }
        switch name {
        case "date-time": return Timestamp(subject) == nil ? "\(subject) is no date-time" : nil
        case "uri-reference": return URL(string: subject) == nil ? "\(subject) is no URI reference" : nil
        default: return "the format \(name) is not known to the checker"
        }
    }

    private static func number(_ value: JSONValue) -> Double? {
        switch value {
        case .integer(let integer): Double(integer)
        case .number(let number): number
        case .null, .bool, .string, .array, .object: nil
        }
    }

    private static func text(_ value: JSONValue) -> String { (try? JSON.text(value)) ?? "?" }
}
