import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport

@testable import NotificationService

struct Reply {
    let status: Int
    let headers: HTTPFields
    let json: JSONValue

    subscript(name: String) -> JSONValue? { json[name] }

    /// The items of a list.
    func embedded(_ name: String) -> [JSONValue] {
        guard case .array(let items)? = json["_embedded"]?[name] else { return [] }
        return items
    }
}

extension TestNotifications {
    /// Sends requests to the service's routes, one after another.
    func serve(_ body: @escaping @Sendable (Requester) async throws -> Void) async throws {
        try await testApplication(of: service).test(.router) { client in try await body(Requester(client: client)) }
    }
}

struct Requester: Sendable {
    let client: any TestClientProtocol

    func get(_ uri: String) async throws -> Reply { try await send(.get, uri, nil, [:]) }

    func post(_ uri: String, _ body: String, key: String? = nil) async throws -> Reply {
        var headers = HTTPFields()
        if let key { headers[HTTPField.Name("Idempotency-Key")!] = key }
        return try await send(.post, uri, body, headers)
    }

    func put(_ uri: String) async throws -> Reply { try await send(.put, uri, nil, [:]) }

    func delete(_ uri: String) async throws -> Reply { try await send(.delete, uri, nil, [:]) }

    func patch(_ uri: String, _ body: String, ifMatch: String? = nil) async throws -> Reply {
        var headers = HTTPFields()
        if let ifMatch { headers[.ifMatch] = ifMatch }
        return try await send(.patch, uri, body, headers)
    }

    private func send(
        _ method: HTTPRequest.Method,
        _ uri: String,
        _ body: String?,
        _ headers: HTTPFields
    ) async throws -> Reply {
        let response = try await client.execute(
            uri: uri,
            method: method,
            headers: headers,
            body: body.map { ByteBuffer(string: $0) }
        )
        let text = String(buffer: response.body)
        let json = text.isEmpty ? .null : try JSON.decode(JSONValue.self, from: text)
        return Reply(status: response.status.code, headers: response.headers, json: json)
    }
}
