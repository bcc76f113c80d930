import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit

/// A file that is served as it is.
struct Document: Sendable {
    let path: String
    let contentType: String
    let body: ByteBuffer

    static func all() throws -> [Document] {
        [
            try Document("/openapi.json", file: "openapi.json", contentType: "application/json"),
            try Document("/asyncapi.json", file: "asyncapi.json", contentType: "application/json"),
        ]
    }

    private init(_ path: String, file: String, contentType: String) throws {
        let url = Bundle.module.bundleURL.appending(path: "Documents/\(file)")
        self.path = path
        self.contentType = contentType
        self.body = ByteBuffer(bytes: try Data(contentsOf: url))
    }
}

/// The two descriptions of what is here, for REST and for MQTT.
struct DocumentRoutes: Sendable {
    let documents: [Document]

    func add(to router: Router<ServiceContext>) {
        for document in documents {
            router.get(RouterPath(document.path)) { _, _ in
                Response(
                    status: .ok,
                    headers: [.contentType: document.contentType, .cacheControl: "no-cache"],
                    body: .init(byteBuffer: document.body)
                )
            }
        }
    }
}
