import Logging
import ServiceLifecycle

/// Sends beside each other, after what the last process left on its way has been taken back.
struct SendingLanes: Service {
    let sender: Sender
    let lanes: [BatchLoop]

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await reclaim() }
        try await withThrowingDiscardingTaskGroup { group in
            for lane in lanes { group.addTask { try await lane.run() } }
        }
    }

    private func reclaim() async throws {
        while !Task.isCancelled {
            do {
                return try await sender.reclaim()
            } catch {
                lanes.first?.logger.warning(
                    "What was on its way could not be taken back; it is tried again",
                    metadata: ["error": "\(error)"]
                )
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }
}
