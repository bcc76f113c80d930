import Contracts
import Foundation
import TestSupport
import Testing

/// Calls what the OpenAPI document describes, as it describes it, and holds every answer against it.
struct DocumentWalk {
    let document: OpenAPIDocument
    let rest: RESTClient
    /// The operations that have succeeded.
    private(set) var succeeded: Set<String> = []

    init(_ rest: RESTClient) async throws {
        self.rest = rest
        document = try OpenAPIDocument(try await rest.get("/openapi.json").json)
    }

    /// Calls an operation with the document's examples, where the test gives nothing else.
    ///
    /// - Parameters:
    ///   - path: stands for the first parameter in the path.
    ///   - example: the name of the body's example.
    @discardableResult
    mutating func call(
        _ id: String,
        _ path: String? = nil,
        query: String? = nil,
        example: String? = nil,
        body: JSONValue? = nil,
        headers: [String: String] = [:],
        expecting status: Int = 200,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> RESTAnswer {
        let operation = try #require(document[id], "\(id) is not documented", sourceLocation: sourceLocation)
        let body = try body ?? example.map { try #require(operation.examples[$0]) } ?? operation.examples.values.first
        let answer = try await rest.send(
            operation.method,
            operation.address(path) + (query ?? operation.exampleQuery),
            body: body.map { try JSON.data($0) },
            headers: headers
        )
        let what = "\(operation.method) \(operation.path): \(answer.status) \(answer.text)"
        #expect(answer.status == status, "\(what)", sourceLocation: sourceLocation)
        #expect(document.errors(in: answer, to: operation) == [], "\(what)", sourceLocation: sourceLocation)
        if (200..<300).contains(answer.status) { succeeded.insert(id) }
        return answer
    }

    /// Makes a resource, and asks for it again in every way the document allows.
    mutating func create(
        _ id: String,
        example: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let operation = try #require(document[id], sourceLocation: sourceLocation)
        let body = try #require(example.map { operation.examples[$0] } ?? operation.examples.values.first)
        guard case .object(var members) = body else { return }
        let key = ["Idempotency-Key": "walk-\(id)"]
        let first = try await call(id, body: body, headers: key, expecting: 201, sourceLocation: sourceLocation)
        let again = try await call(id, body: body, headers: key, expecting: 201, sourceLocation: sourceLocation)
        #expect(again.data == first.data, sourceLocation: sourceLocation)
        try await call(id, body: body, expecting: 200, sourceLocation: sourceLocation)
        members["another"] = 1
        let other = JSONValue.object(members)
        let reused = try await call(id, body: other, headers: key, expecting: 422, sourceLocation: sourceLocation)
        #expect(reused.problemCode == "idempotency-key-reused", sourceLocation: sourceLocation)
    }
}

extension OpenAPIDocument.Operation {
    /// The path with a value, or the document's example, for its parameter.
    func address(_ value: String? = nil) -> String {
        parameters(in: "path").reduce(path) { path, parameter in
            let text = value ?? parameter.value?.stringValue ?? ""
            let encoded = value ?? text.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? text
            return path.replacing("{\(parameter.key)}", with: encoded)
        }
    }

    /// Every parameter of the query that has an example.
    var exampleQuery: String {
        let items = parameters(in: "query").sorted { $0.key < $1.key }.compactMap { name, example in
            (example?.stringValue ?? example?.integerValue.map(String.init)).map { URLQueryItem(name: name, value: $0) }
        }
        var components = URLComponents()
        components.queryItems = items.isEmpty ? nil : items
        return components.string ?? ""
    }
}
