public import AsyncHTTPClient
import Contracts
public import Foundation
public import HTTPTypes
public import NIOCore
import NIOHTTP1

/// Another process's services, over HTTP.
public struct Upstream: Sendable {
    /// `http://host:port`, no path.
    public let base: String
    private let client: HTTPClient

    /// - Returns: nil where the address is not `http://host[:port]` or `https://host[:port]`.
    public init?(_ address: String, client: HTTPClient) {
        guard Self.isAddress(address) else { return nil }
        self.base = address.hasSuffix("/") ? String(address.dropLast()) : address
        self.client = client
    }

    /// Whether it is `http://host[:port]` or `https://host[:port]`.
    public static func isAddress(_ text: String) -> Bool {
        guard let url = URL(string: text), ["http", "https"].contains(url.scheme), url.host() != nil else {
            return false
        }
        return ["", "/"].contains(url.path()) && url.query() == nil
    }

    /// Sends a request as it is and gives the answer with its body still streaming.
    public func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        headers: HTTPFields = [:],
        body: ByteBuffer? = nil,
        timeout: TimeAmount
    ) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: base + path)
        request.method = .init(rawValue: method.rawValue)
        for field in headers { request.headers.add(name: field.name.rawName, value: field.value) }
        if let body { request.body = .bytes(body) }
        return try await client.execute(request, timeout: timeout)
    }

    /// Asks for JSON; a problem that comes back is thrown as the ``Problem`` it is.
    public func json<Value: Decodable>(
        _ method: HTTPRequest.Method,
        _ path: String,
        body: (any Encodable & Sendable)? = nil,
        timeout: TimeAmount,
        limit: Int = 8 << 20
    ) async throws -> Value {
        try JSON.decode(Value.self, from: try await data(method, path, body: body, timeout: timeout, limit: limit))
    }

    /// Asks for JSON and gives it as it came; a problem is thrown as the ``Problem`` it is.
    public func data(
        _ method: HTTPRequest.Method,
        _ path: String,
        body: (any Encodable & Sendable)? = nil,
        timeout: TimeAmount,
        limit: Int
    ) async throws -> Data {
        let bytes = try body.map { ByteBuffer(bytes: try JSON.data($0)) }
        let response = try await send(
            method,
            path,
            headers: [.contentType: "application/json"],
            body: bytes,
            timeout: timeout
        )
        let answer = Data(try await response.body.collect(upTo: limit).readableBytesView)
        guard (200..<300).contains(response.status.code) else {
            if let problem = try? JSON.decode(Problem.self, from: answer) { throw problem }
            throw UpstreamError(address: base, status: Int(response.status.code))
        }
        return answer
    }
}

/// Another service answered with something that is no answer.
public struct UpstreamError: Error {
    public let address: String
    public let status: Int
}
