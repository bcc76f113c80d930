public import Contracts
import Hummingbird
public import ServiceKit

/// The one way in: the services that run elsewhere, under the same addresses as those of this process, the pages, and the
/// documents.
public struct Gateway: Sendable {
    /// MQTT for the pages.
    public let socket: MQTTWebSocket
    private let upstreams: [EventContext: Upstream]
    private let documents: [Document]
    private let files: WebFiles

    /// - Parameter upstreams: where to find the services that do not run in this process.
    /// - Throws: where a document or a page is not beside the program.
    public init(upstreams: [EventContext: Upstream], socket: MQTTWebSocket) throws {
        self.socket = socket
        self.upstreams = upstreams
        self.documents = try Document.all()
        self.files = try WebFiles()
    }

    func addRoutes(to router: Router<ServiceContext>) {
        for (context, upstream) in upstreams { ProxyRoutes(context: context, upstream: upstream).add(to: router) }
        DocumentRoutes(documents: documents).add(to: router)
        WebRoutes(files: files).add(to: router)
        WebSocketRoutes(slots: socket.slots).add(to: router)
    }
}
