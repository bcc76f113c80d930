import Contracts
import HTTPTypes
public import Hummingbird
import NIOCore

/// A successful answer as it can be stored and given again: status, `Location`, version and JSON body.
public struct Answer: Sendable, Hashable, ResponseGenerator {
    public var status: Int
    public var location: String?
    /// Becomes the `ETag`.
    public var version: Int?
    public var body: String

    /// - Throws: `EncodingError` where the body cannot be JSON.
    public init(status: Int = 200, location: String? = nil, version: Int? = nil, _ body: some Encodable) throws {
        self.init(status: status, location: location, version: version, json: try JSON.text(body))
    }

    public init(status: Int, location: String?, version: Int?, json: String) {
        self.status = status
        self.location = location
        self.version = version
        self.body = json
    }

    /// 201 with the resource's address.
    public static func created(_ location: String, version: Int?, _ body: some Encodable) throws -> Answer {
        try Answer(status: 201, location: location, version: version, body)
    }

    public func response(from request: Request, context: some RequestContext) throws -> Response {
        var headers: HTTPFields = [.contentType: status < 400 ? "application/hal+json" : "application/problem+json"]
        if let location { headers[.location] = location }
        if let version { headers[.eTag] = "\"\(version)\"" }
        if status == 200, request.method == .get, isKnown(to: request) {
            return Response(status: .notModified, headers: headers)
        }
        return Response(
            status: .init(code: status),
            headers: headers,
            body: .init(byteBuffer: ByteBuffer(string: body))
        )
    }

    /// Whether the caller has this version already: `If-None-Match`, where a weak tag is as good.
    private func isKnown(to request: Request) -> Bool {
        guard let version, let tags = request.headers.entityTags(.ifNoneMatch) else { return false }
        return tags.contains { $0 == "*" || $0.trimmingPrefix("W/") == "\"\(version)\"" }
    }
}
