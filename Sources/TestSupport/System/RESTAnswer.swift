public import Contracts
public import Foundation
import NIOHTTP1

/// What came back.
public struct RESTAnswer: Sendable {
    public let status: Int
    public let data: Data
    private let headers: HTTPHeaders

    init(status: Int, headers: HTTPHeaders, data: Data) {
        self.status = status
        self.headers = headers
        self.data = data
    }

    public func header(_ name: String) -> String? { headers.first(name: name) }

    public var text: String { String(decoding: data, as: UTF8.self) }

    /// The body; null where it is no JSON.
    public var json: JSONValue { (try? JSON.decode(JSONValue.self, from: data)) ?? .null }

    /// A member of the body, as `answer["_links", "cancel", "href"]`.
    public subscript(path: String...) -> JSONValue? {
        path.reduce(json as JSONValue?) { $0?[$1] }
    }

    /// The `code` of a problem.
    public var problemCode: String? { self["code"]?.stringValue }

    public func decode<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        try JSON.decode(type, from: data)
    }
}
