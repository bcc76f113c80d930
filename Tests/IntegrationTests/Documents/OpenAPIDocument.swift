import Contracts
import Foundation
import TestSupport

/// `/openapi.json` as a test reads it.
struct OpenAPIDocument: Sendable {
    struct Operation: Sendable {
        let id: String
        /// In capitals.
        let method: String
        /// With its `{parameters}`.
        let path: String
        /// The path's own and the operation's.
        let parameters: [JSONValue]
        /// Of the request's body, by their names.
        let examples: [String: JSONValue]
        let bodySchema: JSONValue?
        let responses: [Int: JSONValue]
    }

    let operations: [Operation]
    let checker: SchemaChecker

    init(_ json: JSONValue) throws {
        let checker = SchemaChecker(root: json)
        self.checker = checker
        guard case .object(let paths)? = json["paths"] else { throw DecodingError.notADocument }
        operations = try paths.sorted { $0.key < $1.key }.flatMap { path, item -> [Operation] in
            guard case .object(let members) = item else { throw DecodingError.notADocument }
            return try members.filter { $0.key != "parameters" }.map { method, node in
                try Operation(method: method, path: path, of: item, node, checker)
            }
        }
    }

    subscript(id: String) -> Operation? { operations.first { $0.id == id } }

    /// Where an answer is not what the document says of the operation.
    func errors(in answer: RESTAnswer, to operation: Operation) -> [String] {
        guard let response = operation.responses[answer.status] else { return ["\(answer.status) is not documented"] }
        return headerErrors(in: answer, response) + bodyErrors(in: answer, response)
    }

    private func headerErrors(in answer: RESTAnswer, _ response: JSONValue) -> [String] {
        ["ETag", "Location", "X-Request-Id"].flatMap { name -> [String] in
            let header = response["headers"]?[name].map(checker.resolve)
            switch (answer.header(name), header) {
            case (nil, nil): return []
            case (nil, let header?): return header["required"] == true ? ["the header \(name) is missing"] : []
            case (_?, nil): return ["the header \(name) is not documented"]
            case (let value?, let header?):
                return checker.errors(in: .string(value), against: header["schema"] ?? .null, at: name)
            }
        }
    }

    private func bodyErrors(in answer: RESTAnswer, _ response: JSONValue) -> [String] {
        guard case .object(let content)? = response["content"] else {
            return answer.data.isEmpty ? [] : ["a body is not documented"]
        }
        let type = answer.header("Content-Type").map { String($0.prefix { $0 != ";" }) } ?? "none"
        guard let schema = content[type]?["schema"] else { return ["the content type \(type) is not documented"] }
        let body = type.hasSuffix("json") ? answer.json : .string(answer.text)
        return checker.errors(in: body, against: schema)
    }
}

extension OpenAPIDocument.Operation {
    fileprivate init(
        method: String,
        path: String,
        of item: JSONValue,
        _ node: JSONValue,
        _ checker: SchemaChecker
    ) throws {
        guard let id = node["operationId"]?.stringValue, case .object(let responses)? = node["responses"] else {
            throw DecodingError.notADocument
        }
        self.id = id
        self.method = method.uppercased()
        self.path = path
        parameters = [item, node].flatMap { $0["parameters"]?.arrayValue ?? [] }.map(checker.resolve)
        let media = node["requestBody"]?["content"]?["application/json"]
        bodySchema = media?["schema"]
        var examples: [String: JSONValue] = [:]
        if let example = media?["example"] { examples["example"] = example }
        if case .object(let named)? = media?["examples"] { examples = named.compactMapValues { $0["value"] } }
        self.examples = examples
        self.responses = Dictionary(
            uniqueKeysWithValues: responses.compactMap { status, response in
                Int(status).map { ($0, checker.resolve(response)) }
            }
        )
    }

    func documents(_ status: Int) -> Bool { responses[status] != nil }

    /// The names and examples of its parameters of a kind: `path`, `query` or `header`.
    func parameters(in place: String) -> [String: JSONValue?] {
        Dictionary(
            uniqueKeysWithValues: parameters.filter { $0["in"]?.stringValue == place }.compactMap { parameter in
                parameter["name"]?.stringValue.map { ($0, parameter["example"]) }
            }
        )
    }
}

extension DecodingError {
    fileprivate static let notADocument = DecodingError.dataCorrupted(
        .init(codingPath: [], debugDescription: "not an OpenAPI document")
    )
}
