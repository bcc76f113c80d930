public import Contracts
import Crypto
import Foundation
import HTTPTypes
public import Hummingbird
import NIOCore

/// The JSON object of a request, and under which key the request may be asked again.
public struct JSONBody: Sendable {
    public let members: [String: JSONValue]
    /// What a repeated request is recognised by; nil without an `Idempotency-Key`.
    public let idempotency: Idempotency?

    /// Reads the body; an empty one is an empty object.
    ///
    /// - Throws: ``Problem`` `too-large` over 64 kB, `invalid-request` where it is no JSON object.
    public init(_ request: Request, _ context: ServiceContext) async throws {
        let buffer = try await request.body.collect(upTo: ServiceContext.bodyLimit)
        let data = Data(buffer.readableBytesView)
        if data.isEmpty {
            members = [:]
        } else {
            guard case .object(let members)? = try? JSON.decode(JSONValue.self, from: data) else {
                throw Problem(.invalidRequest, "본문은 JSON 객체여야 해요. 따옴표와 괄호를 확인해 주세요.")
            }
            self.members = members
        }
        idempotency = try request.headers[.idempotencyKey].map { key in
            guard (1...128).contains(key.utf8.count) else {
                throw Problem(.invalidRequest, "Idempotency-Key는 1~128자여야 해요.")
            }
            return Idempotency(route: request.uri.path, key: key, fingerprint: Self.fingerprint(of: data))
        }
    }

    public var fields: Fields { Fields(members) }

    private static func fingerprint(of data: Data) -> String {
        Data(SHA256.hash(data: data)).base64EncodedString()
    }
}
