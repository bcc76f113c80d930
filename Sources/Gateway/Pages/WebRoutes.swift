import Contracts
import HTTPTypes
import Hummingbird
import ServiceKit

/// The pages for people, and what they load.
struct WebRoutes: Sendable {
    let files: WebFiles

    func add(to router: Router<ServiceContext>) {
        for (path, page) in files.pages {
            router.get(RouterPath(path)) { request, _ in
                page.response(to: request, headers: Self.headers(for: request))
            }
        }
        router.get("/assets/{version}/**") { [files] request, context in
            let path = context.parameters.getCatchAll().joined(separator: "/")
            guard context.parameters.get("version") == files.version, let file = files.assets[path] else {
                throw Problem(.notFound, "그런 파일이 없어요. 페이지를 새로 고쳐 주세요.")
            }
            return file.response(to: request, headers: [.cacheControl: "public, max-age=31536000, immutable"])
        }
    }

    /// A page loads from here alone and runs nothing that stands in it, so a name that is a script stays a name.
    private static func headers(for request: Request) -> HTTPFields {
        var sockets = ""
        // Not every browser counts the page's own ws:// as 'self'.
        if let host = request.head.authority, host.wholeMatch(of: /[A-Za-z0-9.:\[\]-]+/) != nil {
            sockets = " ws://\(host) wss://\(host)"
        }
        let policy = [
            "default-src 'self'", "img-src 'self' data:", "connect-src 'self'\(sockets)", "object-src 'none'",
            "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
        ]
        return [
            .cacheControl: "no-cache",
            .contentSecurityPolicy: policy.joined(separator: "; "),
            .init("Referrer-Policy")!: "same-origin",
        ]
    }
}
