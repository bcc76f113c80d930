import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A file of the pages as it goes over the wire, plain and compressed.
struct WebFile: Sendable {
    let contentType: String
    private let digest: String
    private let plain: ByteBuffer
    /// nil where it would be no smaller.
    private let gzipped: ByteBuffer?

    init(contentType: String, bytes: [UInt8]) {
        self.contentType = contentType
        self.digest = Self.digest(of: bytes)
        self.plain = ByteBuffer(bytes: bytes)
        self.gzipped = Gzip.compress(bytes).flatMap { $0.count < bytes.count ? ByteBuffer(bytes: $0) : nil }
    }

    /// - Returns: its content, or 304 where the caller has it.
    func response(to request: Request, headers: HTTPFields) -> Response {
        var headers = headers
        headers[.vary] = "Accept-Encoding"
        let gzipped = accepts(gzip: request) ? gzipped : nil
        // The two are different bytes, so they have different tags.
        let tag = gzipped == nil ? "\"\(digest)\"" : "\"\(digest)-gzip\""
        headers[.eTag] = tag
        if let known = request.headers[.ifNoneMatch], known == "*" || known.contains(tag) {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = contentType
        headers[.contentEncoding] = gzipped == nil ? nil : "gzip"
        headers[.xContentTypeOptions] = "nosniff"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: gzipped ?? plain))
    }

    private func accepts(gzip request: Request) -> Bool {
        request.headers[values: .acceptEncoding].contains { value in
            value.split(separator: ",").contains { coding in
                let words = coding.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
                return words.first == "gzip" && !words.dropFirst().contains { $0.wholeMatch(of: /q=0(\.0*)?/) != nil }
            }
        }
    }

    /// Enough of SHA-256 to tell versions apart.
    static func digest(of bytes: some Sequence<UInt8>) -> String {
        var hash = SHA256()
        hash.update(data: Data(bytes))
        return hash.finalize().prefix(8).map { String(format: "%02x", $0) }.joined()
    }
}
