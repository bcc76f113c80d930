import ArgumentParser
import Foundation
import ServiceKit

/// A setting from the command line, or else from the environment. An empty variable is one that is not set.
enum Setting {
    struct Unreadable: Error, CustomStringConvertible {
        let variable: String
        let text: String

        var description: String { "\(variable) is \"\(text)\", which cannot be read: correct it or unset it." }
    }

    static func value<Value: ExpressibleByArgument>(_ option: Value?, _ variable: String) throws -> Value? {
        if let option { return option }
        guard let text = text(variable) else { return nil }
        guard let value = Value(argument: text) else { throw Unreadable(variable: variable, text: text) }
        return value
    }

    static func set<Value: ExpressibleByArgument>(_ target: inout Value, _ option: Value?, _ variable: String) throws {
        if let value = try value(option, variable) { target = value }
    }

    static func flag(_ variable: String) throws -> Bool? {
        guard let text = text(variable) else { return nil }
        switch text.lowercased() {
        case "on", "true", "yes", "1": return true
        case "off", "false", "no", "0": return false
        default: throw Unreadable(variable: variable, text: text)
        }
    }

    /// From the environment alone: a command line can be read by everybody on the machine.
    static func secret(_ variable: String) -> Secret? { text(variable).map(Secret.init) }

    static func list(_ variable: String) -> [String] { optionalList(variable) ?? [] }

    static func optionalList(_ variable: String) -> [String]? { text(variable).map(parts) }

    /// The parts of a list with commas.
    static func parts(_ text: String) -> [String] {
        text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private static func text(_ variable: String) -> String? {
        ProcessInfo.processInfo.environment[variable].flatMap { $0.isEmpty ? nil : $0 }
    }
}
