import ServiceLifecycle

/// Gives a service some time to end by itself at shutdown, and then cancels it.
///
/// The HTTP server waits for every request to end, and an event stream ends only when its client goes.
struct BoundedService<Base: Service>: Service {
    let base: Base
    let limit: Duration

    func run() async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await base.run()
                return true
            }
            group.addTask {
                try? await gracefulShutdown()
                try await Task.sleep(for: limit)
                return false
            }
            defer { group.cancelAll() }
            if try await group.next() == false {
                group.cancelAll()
                // What ends because it was cancelled did not fail.
                _ = await group.nextResult()
            }
        }
    }
}
