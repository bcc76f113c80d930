import Contracts
import TestSupport
import Testing

/// The gateway's REST, with the status that a step of a test takes for granted.
struct Api: Sendable {
    struct Unexpected: Error, CustomStringConvertible {
        let description: String
    }

    let rest: RESTClient

    func get(_ path: String) async throws -> RESTAnswer { try await rest.get(path) }

    @discardableResult
    func post(_ path: String, _ body: JSONValue, expecting status: Int? = nil) async throws -> RESTAnswer {
        try check(await rest.post(path, body), status, "POST \(path)")
    }

    @discardableResult
    func put(_ path: String, _ body: JSONValue, expecting status: Int? = nil) async throws -> RESTAnswer {
        try check(await rest.put(path, body), status, "PUT \(path)")
    }

    private func check(_ answer: RESTAnswer, _ status: Int?, _ what: String) throws -> RESTAnswer {
        guard let status, answer.status != status else { return answer }
        throw Unexpected(description: "\(what): \(answer.status) instead of \(status): \(answer.text)")
    }
}

extension JSONValue {
    /// The resources of a HAL list.
    func embedded(_ name: String) -> [JSONValue] { self["_embedded"]?[name]?.arrayValue ?? [] }
}
