import AsyncHTTPClient
public import Contracts
public import Foundation
import NIOCore
import NIOHTTP1

/// JSON over HTTP, as a caller of the gateway sees it.
public struct RESTClient: Sendable {
    /// `http://host:port`
    public let base: String

    public init(base: String) { self.base = base }

    public func get(_ path: String, headers: [String: String] = [:]) async throws -> RESTAnswer {
        try await send("GET", path, headers: headers)
    }

    public func post(
        _ path: String,
        _ body: JSONValue = [:],
        headers: [String: String] = [:]
    ) async throws -> RESTAnswer {
        try await send("POST", path, body: try JSON.data(body), headers: headers)
    }

    public func put(
        _ path: String,
        _ body: JSONValue = [:],
        headers: [String: String] = [:]
    ) async throws -> RESTAnswer {
        try await send("PUT", path, body: try JSON.data(body), headers: headers)
    }

    public func patch(
        _ path: String,
        _ body: JSONValue,
        headers: [String: String] = [:]
    ) async throws -> RESTAnswer {
        try await send("PATCH", path, body: try JSON.data(body), headers: headers)
    }

    /// Any request, with any bytes as its body.
    public func send(
        _ method: String,
        _ path: String,
        body: Data? = nil,
        headers: [String: String] = [:]
    ) async throws -> RESTAnswer {
        let response = try await HTTPClient.shared.execute(
            request(method, path, body: body, headers: headers),
            timeout: .seconds(30)
        )
        let data = Data(try await response.body.collect(upTo: 64 << 20).readableBytesView)
        return RESTAnswer(status: Int(response.status.code), headers: response.headers, data: data)
    }

    /// The lines of an answer that goes on, such as an event stream, for as long as the body takes them.
    public func stream<Value>(
        _ path: String,
        headers: [String: String] = [:],
        _ body: (_ status: Int, _ lines: AsyncThrowingStream<String, any Error>) async throws -> Value
    ) async throws -> Value {
        let response = try await HTTPClient.shared.execute(
            request("GET", path, body: nil, headers: headers),
            timeout: .seconds(30)
        )
        let (lines, line) = AsyncThrowingStream.makeStream(of: String.self)
        let reading = Task {
            do {
                var rest = ""
                for try await chunk in response.body {
                    rest += String(buffer: chunk)
                    while let end = rest.firstIndex(of: "\n") {
                        line.yield(String(rest[..<end]))
                        rest.removeSubrange(...end)
                    }
                }
                line.finish()
            } catch {
                line.finish(throwing: error)
            }
        }
        defer { reading.cancel() }
        return try await body(Int(response.status.code), lines)
    }

    private func request(
        _ method: String,
        _ path: String,
        body: Data?,
        headers: [String: String]
    ) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: base + path)
        request.method = .init(rawValue: method)
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        for (name, value) in headers { request.headers.replaceOrAdd(name: name, value: value) }
        return request
    }
}
