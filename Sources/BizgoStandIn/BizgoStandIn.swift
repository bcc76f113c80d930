import AsyncHTTPClient
public import Foundation
import Hummingbird
import Logging
public import ServiceLifecycle

/// A server that speaks the wire format of Bizgo and sends nothing: it remembers what it was given, reports what a script
/// says, and plays the script's faults.
public final class BizgoStandIn: Service {
    private let ledger: StandInLedger
    private let port: Int
    private let apiKey: String
    private let webhook: (url: String, secret: String)?
    private let listening: AsyncStream<Int>
    private let announce: AsyncStream<Int>.Continuation

    /// - Parameters:
    ///   - port: 0 for any free one.
    ///   - apiKey: the one that is let in.
    ///   - webhook: where to tell of reports, and what to sign with.
    public init(
        _ script: StandInScript = .init(),
        port: Int = 0,
        apiKey: String,
        webhook: (url: String, secret: String)? = nil
    ) {
        ledger = StandInLedger(script)
        self.port = port
        self.apiKey = apiKey
        self.webhook = webhook
        (listening, announce) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// The port, once it listens; nil where it does not.
    public func listeningPort() async -> Int? { await listening.first { _ in true } }

    public func run() async throws {
        defer { announce.finish() }
        let client = HTTPClient(eventLoopGroupProvider: .singleton)
        let hook = webhook.map { StandInWebhook(url: $0.url, secret: $0.secret, client: client, ledger: ledger) }
        let router = Router()
        StandInRoutes(ledger: ledger, apiKey: apiKey, webhook: hook).add(to: router)
        var logger = Logger(label: "bizgo-stand-in")
        logger.logLevel = .critical
        let application = Application(
            router: router,
            configuration: .init(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { [announce] in announce.yield($0.localAddress?.port ?? 0) },
            logger: logger
        )
        let result: Result<Void, any Error>
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await application.run() }
                group.addTask { await hook?.run() }
                if hook == nil { try await group.next() }
                try await group.next()
                group.cancelAll()
            }
            result = .success(())
        } catch {
            result = .failure(error)
        }
        try? await client.shutdown()
        try result.get()
    }

    /// Everything it has taken.
    public var messages: [StandInMessage] { ledger.messages }
    /// The bodies of the requests it could read, in order.
    public var bodies: [Data] { ledger.bodies }
    /// Requests to send, faults and all.
    public var requests: Int { ledger.counts.requests }
    /// Repeats that it recognised.
    public var repeats: Int { ledger.counts.repeats }
    /// Questions after results.
    public var inquiries: Int { ledger.counts.inquiries }
    /// Messages that somebody would have got twice.
    public var doubles: Int { ledger.messages.doubles }
}
