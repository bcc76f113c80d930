public import Contracts
import HTTPTypes
import NIOCore

/// The contacts that another process keeps.
public struct RemoteContactDirectory: ContactDirectory {
    private let upstream: Upstream

    public init(upstream: Upstream) { self.upstream = upstream }

    public func contact(of role: RecipientRole, id: String) async throws -> Contact? {
        do {
            return try await upstream.json(.get, "/internal/contacts/\(role.rawValue)/\(id)", timeout: .seconds(5))
        } catch let problem as Problem where problem.code == .notFound {
            return nil
        }
    }
}
