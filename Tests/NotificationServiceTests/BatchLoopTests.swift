import Logging
import ServiceLifecycle
import Synchronization
import Testing

@testable import NotificationService

@Suite struct BatchLoopTests {
    private struct Fault: Error {}

    /// What the loop is given to do, and what it has done.
    private final class Work: Sendable {
        private let steps: Mutex<[Result<Bool, Fault>]>
        private let continuation: AsyncStream<Int>.Continuation
        let done: AsyncStream<Int>

        init(_ steps: [Result<Bool, Fault>]) {
            self.steps = Mutex(steps)
            (done, continuation) = AsyncStream.makeStream()
        }

        func next() throws -> Bool {
            let (step, left) = steps.withLock { steps in
                (steps.isEmpty ? .success(false) : steps.removeFirst(), steps.count)
            }
            defer { continuation.yield(left) }
            return try step.get()
        }
    }

    private func run(_ work: Work, interval: Duration, ring: Int, until: Int) async throws {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let bell = Bell()
        let loop = BatchLoop(name: "test", bell: bell, interval: interval, logger: logger) { try work.next() }
        let group = ServiceGroup(configuration: .init(services: [loop], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            for await left in work.done {
                if left == until { break }
                if left == ring { bell.ring() }
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    @Test(.timeLimit(.minutes(1))) func `It goes on as long as there is more, and stops when asked`() async throws {
        try await run(
            Work([.success(true), .success(true), .success(false)]),
            interval: .seconds(3600),
            ring: -1,
            until: 0
        )
    }

    @Test(.timeLimit(.minutes(1))) func `A ring wakes it long before its time`() async throws {
        try await run(Work([.success(false), .success(false)]), interval: .seconds(3600), ring: 1, until: 0)
    }

    @Test(.timeLimit(.minutes(1))) func `After a fault it tries again by itself`() async throws {
        let steps: [Result<Bool, Fault>] = [.failure(Fault()), .failure(Fault()), .success(false)]
        try await run(Work(steps), interval: .milliseconds(1), ring: -1, until: 0)
    }

    @Test func `Each wait is twice as long, up to a bound`() {
        let backoff = Backoff(first: .seconds(1), longest: .seconds(60))
        #expect((0..<8).map(backoff.wait) == [1, 2, 4, 8, 16, 32, 60, 60].map { .seconds($0) })
        #expect(backoff.wait(after: .max) == .seconds(60))
    }
}
