import AsyncHTTPClient
public import Contracts
import HTTPTypes
public import Hummingbird
public import NIOCore
import NIOHTTP1
import ServiceLifecycle

extension Upstream {
    /// Passes a request on as it is and gives the answer as it comes, event streams included.
    ///
    /// The request's body is collected first: it is short by the limit all services share, and with it in hand a
    /// connection that turns out to be stale is replaced without the caller's notice.
    ///
    /// - Parameter timeout: until the answer begins.
    /// - Throws: ``Problem`` `unavailable` where the upstream is away or does not answer in time.
    public func forward(_ request: Request, cause: Cause, timeout: TimeAmount) async throws -> Response {
        let body = try await request.body.collect(upTo: ServiceContext.bodyLimit)
        var headers = request.headers.endToEnd
        headers[.requestID] = cause.id
        headers[.traceparent] = cause.traceparent
        let query = request.uri.query.map { "?\($0)" } ?? ""
        let answer: HTTPClientResponse
        do {
            answer = try await send(
                request.method,
                request.uri.path + query,
                headers: headers,
                body: body.readableBytes > 0 ? body : nil,
                timeout: timeout
            )
        } catch let error as CancellationError {
            throw error
        } catch let error as HTTPClientError where error == .invalidURL {
            throw Problem(.invalidRequest, "주소를 읽을 수 없어요. 한글과 특수문자는 %로 바꿔 적어 주세요.")
        } catch {
            throw Problem(.unavailable, "이 일을 맡은 서비스가 잠시 쉬고 있어요. 잠시 뒤에 다시 시도해 주세요.")
        }
        return Response(answer, to: request.method)
    }
}

extension Response {
    /// An upstream's answer, its body still streaming.
    fileprivate init(_ answer: HTTPClientResponse, to method: HTTPRequest.Method) {
        var headers = HTTPFields()
        for (name, value) in answer.headers {
            if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
        }
        let length = headers[.contentLength].flatMap(Int.init)
        let isStream = headers[.contentType]?.hasPrefix("text/event-stream") ?? false
        let status = HTTPResponse.Status(code: Int(answer.status.code))
        let hasBody = method != .head && status != .noContent && status != .notModified
        self.init(
            status: status,
            headers: headers.endToEnd,
            body: hasBody ? .init(answer.body, length: length, endsAtShutdown: isStream) : .init()
        )
    }
}

extension ResponseBody {
    fileprivate init(_ body: HTTPClientResponse.Body, length: Int?, endsAtShutdown: Bool) {
        self.init(contentLength: length) { writer in
            if endsAtShutdown {
                for try await chunk in body.cancelOnGracefulShutdown() { try await writer.write(chunk) }
            } else {
                for try await chunk in body { try await writer.write(chunk) }
            }
            try await writer.finish(nil)
        }
    }
}

extension HTTPFields {
    /// The fields that are for the other end, not for the connection they came over.
    fileprivate var endToEnd: HTTPFields {
        var fields = HTTPFields()
        for field in self where !Self.ofTheConnection.contains(field.name.canonicalName) { fields.append(field) }
        return fields
    }

    private static let ofTheConnection: Set = [
        "connection", "content-length", "date", "expect", "host", "keep-alive", "proxy-authenticate",
        "proxy-authorization", "server", "te", "trailer", "transfer-encoding", "upgrade",
    ]
}
