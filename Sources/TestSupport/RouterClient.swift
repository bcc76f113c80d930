public import Contracts
import Foundation
import Hummingbird
public import HummingbirdTesting
import NIOCore
import NIOHTTP1

/// The calls of ``RESTClient``, without a socket between.
extension TestClientProtocol {
    public func get(_ path: String, headers: [String: String] = [:]) async throws -> RESTAnswer {
        try await send("GET", path, headers: headers)
    }

    public func post(
        _ path: String,
        _ body: JSONValue = [:],
        headers: [String: String] = [:]
    ) async throws -> RESTAnswer {
        try await send("POST", path, body: try JSON.text(body), headers: headers)
    }

    public func put(
        _ path: String,
        _ body: JSONValue = [:],
        headers: [String: String] = [:]
    ) async throws -> RESTAnswer {
        try await send("PUT", path, body: try JSON.text(body), headers: headers)
    }

    /// Any request, with any text as its body.
    public func send(
        _ method: String,
        _ path: String,
        body: String? = nil,
        headers: [String: String] = [:]
    ) async throws -> RESTAnswer {
        var fields = HTTPFields()
        for (name, value) in headers { fields[.init(name)!] = value }
        let response = try await executeRequest(
            uri: path,
            method: .init(rawValue: method)!,
            headers: fields,
            body: body.map { ByteBuffer(string: $0) }
        )
        return RESTAnswer(
            status: response.status.code,
            headers: HTTPHeaders(response.headers.map { ($0.name.rawName, $0.value) }),
            data: Data(response.body.readableBytesView)
        )
    }
}
