import Contracts
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import TestSupport

@testable import StoreService

/// An answer as a test looks at it.
struct ClientAnswer: Sendable {
    let status: Int
    let headers: HTTPFields
    let body: JSONValue

    var code: String? { body["code"]?.stringValue }
    var links: [String] {
        guard case .object(let links)? = body["_links"] else { return [] }
        return links.keys.sorted()
    }

    /// The items of a list under `_embedded`.
    func items(_ name: String) -> [JSONValue] {
        guard case .array(let items)? = body["_embedded"]?[name] else { return [] }
        return items
    }
}

/// Asks a service over its own router.
struct StoreClient: Sendable {
    let client: any TestClientProtocol
    let fixture: StoreFixture

    func ask(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ body: String? = nil,
        headers: HTTPFields = [:]
    ) async throws -> ClientAnswer {
        try await client.execute(
            uri: path,
            method: method,
            headers: headers,
            body: body.map { ByteBuffer(string: $0) }
        ) { response in
            ClientAnswer(
                status: response.status.code,
                headers: response.headers,
                body: try JSON.decode(JSONValue.self, from: response.body.readableBytesView)
            )
        }
    }

    /// A paid order that waits for the store.
    func receive(_ order: OrderData = .sample()) async throws {
        try await fixture.placed(order)
        try await fixture.completed(order)
    }
}

func withStoreClient(_ body: @escaping @Sendable (StoreClient) async throws -> Void) async throws {
    try await withStore { fixture in
        let application = testApplication(of: fixture.service)
        try await application.test(.router) { client in
            try await body(StoreClient(client: client, fixture: fixture))
        }
    }
}
