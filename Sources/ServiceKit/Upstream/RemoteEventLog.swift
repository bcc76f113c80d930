public import Contracts
public import EventLog
import HTTPTypes
import NIOCore

/// The log of a context that another process keeps.
public struct RemoteEventLog: EventReader {
    private let context: EventContext
    private let upstream: Upstream

    public init(context: EventContext, upstream: Upstream) {
        self.context = context
        self.upstream = upstream
    }

    public func events(after sequence: Int64, limit: Int) async throws -> [Event] {
        let page = try await upstream.data(
            .get,
            "/events/\(context.rawValue)?after=\(sequence)&limit=\(limit)",
            timeout: .seconds(10),
            limit: 64 << 20
        )
        return try EventPage.events(in: page)
    }
}
