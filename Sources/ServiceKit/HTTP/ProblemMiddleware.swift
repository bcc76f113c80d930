public import Contracts
import Foundation
import HTTPTypes
public import Hummingbird
import Logging
import NIOCore
import Storage

/// Right inside ``CauseMiddleware``, so that a problem carries its request's id too: every error leaves as `application/problem+json`, and what is our fault is logged.
public struct ProblemMiddleware: RouterMiddleware {
    public typealias Context = ServiceContext

    public init() {}

    public func handle(
        _ request: Request,
        context: ServiceContext,
        next: @concurrent (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            var problem = Problem(mapping: error)
            if problem.status >= 500 {
                context.logger.error(
                    "A request failed",
                    metadata: ["method": "\(request.method)", "path": "\(request.uri.path)", "error": "\(error)"]
                )
            }
            problem.instance = request.uri.path
            return problem.response
        }
    }
}

extension Problem {
    /// What the caller is told of an error: its own words where it is a problem, and no inner detail where it is not.
    public init(mapping error: any Error) {
        switch error {
        case let problem as Problem:
            self = problem
        case is NIOTooManyBytesError:
            self = Problem(.tooLarge, "요청이 너무 커요. 본문은 64 kB까지 보낼 수 있어요.")
        case let error as any HTTPResponseError:
            self = Problem(status: error.status)
        case let error as StorageError where error.isTransient:
            self = Problem(.unavailable, "지금은 저장할 수 없어요. 잠시 뒤에 다시 시도해 주세요.")
        default:
            self = Problem(.internal, "처리하지 못했어요. 잠시 뒤에 다시 시도해 주세요.")
        }
    }

    private init(status: HTTPResponse.Status) {
        switch status.code {
        case 404: self = Problem(.notFound, "그런 주소가 없어요. 주소를 확인해 주세요.")
        case 405: self = Problem(.notFound, "이 주소에서는 그 방법(method)을 쓸 수 없어요.")
        case 413: self = Problem(.tooLarge, "요청이 너무 커요. 본문은 64 kB까지 보낼 수 있어요.")
        case 400..<500: self = Problem(.invalidRequest, "요청을 읽을 수 없어요. 형식을 확인해 주세요.")
        case 503: self = Problem(.unavailable, "지금은 쓸 수 없어요. 잠시 뒤에 다시 시도해 주세요.")
        default: self = Problem(.internal, "처리하지 못했어요. 잠시 뒤에 다시 시도해 주세요.")
        }
    }

    /// The problem as an HTTP response.
    public var response: Response {
        let body = (try? JSON.data(self)) ?? Data()
        return Response(
            status: .init(code: status),
            headers: [.contentType: "application/problem+json"],
            body: .init(byteBuffer: ByteBuffer(bytes: body))
        )
    }
}
