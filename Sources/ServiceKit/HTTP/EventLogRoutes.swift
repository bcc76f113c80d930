import Contracts
public import EventLog
public import Hummingbird

/// `GET /events/{context}?after=&limit=`: what was published, in order.
public struct EventLogRoutes: Sendable {
    private let log: EventLog

    public init(log: EventLog) { self.log = log }

    public func add(to router: Router<ServiceContext>) {
        router.get("/events/\(log.context.rawValue)") { [log] request, _ in
            let query = Query(request)
            let after = try query.text("after").map { text in
                guard let sequence = Int64(text), sequence >= 0 else {
                    throw Problem(.invalidRequest, "after는 0 이상의 정수여야 해요.")
                }
                return sequence
            }
            let limit = try query.integer("limit", in: 1...1000) ?? 100
            let events = try await log.events(after: after ?? 0, limit: limit)
            var links = Links(self: request.uri.string)
            if let last = events.last, events.count == limit {
                links["next"] = "\(request.uri.path)?after=\(last.sequence)&limit=\(limit)"
            }
            return Answer(
                status: 200,
                location: nil,
                version: nil,
                json: try EventPage.json(events, links: links)
            )
        }
    }
}
