import Contracts

extension Town {
    /// How far each service has come: `/health`.
    struct Progress: Sendable, Hashable {
        /// The last event of each context.
        var heads: [EventContext: Int64] = [:]
        /// Everything is published, and every consumer has applied all there is.
        var isCaughtUp = true
    }

    func progress() async throws -> Progress { Progress(try await get("/health").body) }

    /// Waits until nothing is under way any more, twice in a row: what an effect brings about may itself be an event.
    ///
    /// - Returns: the heads then; nil where it did not come to rest in time.
    func settled(within limit: Duration) async throws -> Progress? {
        let deadline = ContinuousClock.now + limit
        var quiet: Progress?
        while ContinuousClock.now < deadline {
            let progress = try await progress()
            if progress.isCaughtUp, progress == quiet { return progress }
            quiet = progress.isCaughtUp ? progress : nil
            try await Task.sleep(for: .milliseconds(300))
        }
        return nil
    }
}

extension Town.Progress {
    init(_ health: JSONValue) {
        let services = health["services"]
        for context in EventContext.allCases {
            heads[context] = services?[context.rawValue]?["sequence"]?.integer
        }
        isCaughtUp = EventContext.allCases.allSatisfy { context in
            guard let service = services?[context.rawValue], service["backlog"]?.integer == 0 else { return false }
            return service["consumers"]?.elements.allSatisfy { consumer in
                let head = consumer["context"]?.stringValue.flatMap(EventContext.init).flatMap { heads[$0] }
                return head != nil && consumer["sequence"]?.integer == head
            } ?? true
        }
    }
}

extension JSONValue {
    var integer: Int64? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int64(exactly: value)
        case .null, .bool, .string, .array, .object: nil
        }
    }

    var elements: [JSONValue] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }
}
