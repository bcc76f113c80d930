import Contracts
import HTTPTypes
public import Hummingbird

/// Takes the caller's `X-Request-Id` and `traceparent` where they are valid, and sends the request id back.
public struct CauseMiddleware: RouterMiddleware {
    public typealias Context = ServiceContext

    public init() {}

    public func handle(
        _ request: Request,
        context: ServiceContext,
        next: @concurrent (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if let id = request.headers[.requestID], IDText.isValid(id) { context.cause.id = id }
        if let trace = request.headers[.traceparent], Traceparent.isValid(trace) {
            context.cause.traceparent = trace
        } else {
            context.cause.traceparent = Traceparent.make()
        }
        var response = try await next(request, context)
        response.headers[.requestID] = context.cause.id
        return response
    }
}

extension HTTPField.Name {
    static let requestID = HTTPField.Name("X-Request-Id")!
    static let traceparent = HTTPField.Name("traceparent")!
    static let idempotencyKey = HTTPField.Name("Idempotency-Key")!
}
