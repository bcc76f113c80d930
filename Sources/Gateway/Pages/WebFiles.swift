import Foundation
import Hummingbird

/// The pages and what they load, read once.
///
/// Scripts and styles lie under an address that carries a hash of them all, so a browser may keep them for good: another
/// version has another address. They name each other relatively, and a page names them by `{{assets}}`.
struct WebFiles: Sendable {
    /// By path below ``assetsPath``.
    let assets: [String: WebFile]
    /// By path, such as `/store`.
    let pages: [String: WebFile]
    let version: String

    static let pagePaths = ["/", "/customer", "/store", "/rider", "/monitor"]

    /// - Throws: where they are not beside the program.
    init(folder: URL = Bundle.module.bundleURL.appending(path: "Web")) throws {
        var sources: [String: [UInt8]] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
            guard Self.contentTypes[Self.fileExtension(of: path)] != nil else { continue }
            sources[path] = Array(try Data(contentsOf: folder.appending(path: path)))
        }
        let isPage = { (path: String) in path.hasSuffix(".html") }
        let loaded = sources.filter { !isPage($0.key) }
        let version = WebFile.digest(
            of: loaded.sorted { $0.key < $1.key }.flatMap { path, bytes in Array(path.utf8) + bytes }
        )
        self.version = version
        assets = loaded.reduce(into: [:]) { assets, source in
            let type = Self.contentTypes[Self.fileExtension(of: source.key)] ?? ""
            assets[source.key] = WebFile(contentType: type, bytes: source.value)
        }
        pages = try Self.pagePaths.reduce(into: [:]) { pages, path in
            let file = path == "/" ? "index.html" : "\(path.dropFirst()).html"
            guard let bytes = sources[file] else {
                throw CocoaError(.fileReadNoSuchFile, userInfo: [NSFilePathErrorKey: file])
            }
            let text = String(decoding: bytes, as: UTF8.self).replacing("{{assets}}", with: "/assets/\(version)")
            pages[path] = WebFile(contentType: "text/html; charset=utf-8", bytes: Array(text.utf8))
        }
    }

    private static let contentTypes = [
        "html": "text/html; charset=utf-8",
        "js": "text/javascript; charset=utf-8",
        "css": "text/css; charset=utf-8",
        "geojson": "application/geo+json",
        "svg": "image/svg+xml",
        "txt": "text/plain; charset=utf-8",
    ]

    private static func fileExtension(of path: String) -> String { (path as NSString).pathExtension }
}
