import Contracts
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit

/// Passes the addresses of a service on to the process that runs it.
struct ProxyRoutes: Sendable {
    /// Until the answer begins; a stream may then go on as long as it likes.
    private static let timeout = TimeAmount.seconds(10)

    let context: EventContext
    let upstream: Upstream

    func add(to router: Router<ServiceContext>) {
        for path in context.publicPaths {
            for method in [HTTPRequest.Method.get, .post, .put, .patch, .delete] {
                router.on(RouterPath(path), method: method, use: forward)
                router.on(RouterPath("\(path)/**"), method: method, use: forward)
            }
        }
    }

    @Sendable @concurrent
    private func forward(_ request: Request, _ context: ServiceContext) async throws -> Response {
        // An address that climbs would be another one to whoever tidies it up on the way.
        guard request.uri.path.split(separator: "/").allSatisfy({ $0 != ".." && $0 != "." }) else {
            throw Problem(.notFound, "그런 주소가 없어요. 주소를 확인해 주세요.")
        }
        return try await upstream.forward(request, cause: context.cause, timeout: Self.timeout)
    }
}
