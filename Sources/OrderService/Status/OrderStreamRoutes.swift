import Contracts
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit
import ServiceLifecycle
import Storage

/// `GET /orders/{id}/stream`: server-sent events, one a status; `id:` is the version, and `Last-Event-ID` resumes after it.
struct OrderStreamRoutes: Sendable {
    /// A comment that keeps the connection open through proxies while nothing happens.
    private static let pulse: Duration = .seconds(15)

    let database: Database
    let changes: OrderChanges

    func add(to router: Router<ServiceContext>) {
        router.get("/orders/:id/stream", use: stream)
    }

    @Sendable @concurrent
    private func stream(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let id = try context.id(as: OrderID.self)
        let seen = request.headers[.lastEventID].flatMap(Int.init) ?? 0
        guard try await database.read({ try OrderTable.find(id, in: $0) }) != nil else { throw OrderProblem.unknown }
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: ResponseBody { [database, changes] writer in
                var seen = seen
                for await _ in changes.beats(of: id, every: Self.pulse).cancelOnGracefulShutdown() {
                    let (order, entries) = try await database.read { [seen] transaction in
                        (
                            try OrderTable.find(id, in: transaction),
                            try OrderHistory.entries(of: id, after: seen, in: transaction)
                        )
                    }
                    if entries.isEmpty { try await writer.write(ByteBuffer(string: ": \n\n")) }
                    for entry in entries {
                        try await writer.write(ByteBuffer(string: try Self.text(of: entry)))
                        seen = entry.version
                    }
                    if order?.status.isEnd ?? true { break }
                }
                try await writer.finish(nil)
            }
        )
    }

    private static func text(of entry: OrderHistory.Entry) throws -> String {
        "id: \(entry.version)\nevent: status\ndata: \(try JSON.text(entry))\n\n"
    }
}

extension HTTPField.Name {
    fileprivate static let lastEventID = HTTPField.Name("Last-Event-ID")!
}

extension OrderChanges {
    /// A beat at once, one after each change, and one now and then.
    fileprivate func beats(of order: OrderID, every pulse: Duration) -> AsyncStream<Void> {
        let changes = watch(order)
        return AsyncStream(bufferingPolicy: .bufferingNewest(1)) { beats in
            beats.yield()
            let pump = Task {
                for await _ in changes { beats.yield() }
                beats.finish()
            }
            let clock = Task {
                while (try? await Task.sleep(for: pulse)) != nil { beats.yield() }
            }
            beats.onTermination = { _ in
                pump.cancel()
                clock.cancel()
            }
        }
    }
}
