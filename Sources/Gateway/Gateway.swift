public import Contracts
import Hummingbird
public import ServiceKit

/// The one way in: the services that run elsewhere, under the same addresses as those of this process, and the documents.
public struct Gateway: Sendable {
    private let upstreams: [EventContext: Upstream]
    private let documents: [Document]

    /// - Parameter upstreams: where to find the services that do not run in this process.
    /// - Throws: where a document is not beside the program.
    public init(upstreams: [EventContext: Upstream]) throws {
        self.upstreams = upstreams
        self.documents = try Document.all()
    }

    func addRoutes(to router: Router<ServiceContext>) {
        for (context, upstream) in upstreams { ProxyRoutes(context: context, upstream: upstream).add(to: router) }
        DocumentRoutes(documents: documents).add(to: router)
    }
}
