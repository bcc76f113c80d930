import Logging
import ServiceLifecycle

/// Works a queue off whenever its bell rings, and now and then without: what was postponed or left by a fault is due
/// without anybody ringing.
struct BatchLoop: Service {
    let name: String
    let bell: Bell
    let interval: Duration
    /// How long to gather after a batch before the next: fewer, larger transactions.
    var linger: Duration = .zero
    let logger: Logger
    /// Does one batch and says whether there may be more.
    let work: @Sendable () async throws -> Bool

    /// Runs until graceful shutdown, which lets the batch in hand end.
    func run() async throws {
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                group.addTask { await ringNowAndThen() }
                for await _ in bell.rings {
                    await workOff()
                    try? await Task.sleep(for: linger)
                }
                group.cancelAll()
            }
        } onGracefulShutdown: {
            bell.close()
        }
    }

    private func workOff() async {
        do {
            while try await work(), !Task.isCancelled, !Task.isShuttingDownGracefully {}
        } catch is CancellationError {
            return
        } catch {
            logger.warning("A batch failed; it is tried again", metadata: ["worker": "\(name)", "error": "\(error)"])
        }
    }

    private func ringNowAndThen() async {
        while !Task.isCancelled {
            bell.ring()
            try? await Task.sleep(for: interval)
        }
    }
}
