import Contracts
import HTTPTypes
public import Hummingbird

/// The version a caller has seen and wants to act on: `If-Match`.
public struct Precondition: Sendable, Hashable {
    private let tags: [String]?

    public init(_ request: Request) {
        tags = request.headers.entityTags(.ifMatch)
    }

    /// - Throws: ``Problem`` `version-mismatch` where the resource has moved on.
    public func check(version: Int) throws {
        guard let tags, !tags.contains("*"), !tags.contains("\"\(version)\"") else { return }
        throw Problem(
            .versionMismatch,
            "그 사이에 내용이 바뀌었어요(지금 버전 \(version)). 다시 읽고 시도해 주세요."
        )
    }
}

extension HTTPFields {
    /// The tags of `If-Match` or `If-None-Match`; nil where the field is absent.
    func entityTags(_ name: HTTPField.Name) -> [String]? {
        self[name].map { field in field.split(separator: ",").map { String($0).trimmingWhitespace } }
    }
}
