public import Logging
public import ServiceLifecycle

/// Does something again and again: looks for what is due. What is due stands in the tables, so a restart forgets nothing.
public struct Ticker: Service {
    private let name: String
    private let interval: Duration
    private let logger: Logger
    private let action: @Sendable () async throws -> Void

    /// - Parameter action: a failure is logged and tried again at the next beat.
    public init(
        _ name: String,
        every interval: Duration,
        logger: Logger,
        action: @escaping @Sendable () async throws -> Void
    ) {
        self.name = name
        self.interval = interval
        self.logger = logger
        self.action = action
    }

    public func run() async throws {
        do {
            try await cancelWhenGracefulShutdown {
                while !Task.isCancelled {
                    do {
                        try await action()
                    } catch is CancellationError {
                        return
                    } catch {
                        logger.warning(
                            "A timer failed; it goes on",
                            metadata: ["timer": "\(name)", "error": "\(error)"]
                        )
                    }
                    try await Task.sleep(for: interval)
                }
            }
        } catch is CancellationError {}
    }
}
