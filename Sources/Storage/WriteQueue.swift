import Dispatch
import GRDB
import Synchronization

/// The group commit: writers queue here, and one transaction runs all that wait.
///
/// A commit under synchronous FULL costs an fsync, up to milliseconds; a writer's own statements cost microseconds.
final class WriteQueue: Sendable {
    /// A bound on how long one transaction keeps the first of its writers waiting.
    static let batchLimit = 256

    private struct State {
        var waiting: [any Job] = []
        var isDraining = false
        var isClosed = false
        var count = CommitCount()
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let pool: DatabasePool
    private let statements: StatementCaches
    // Blocking work stays off the cooperative pool.
    private let queue = DispatchQueue(label: "baedal.storage.writer", qos: .userInitiated)

    init(pool: DatabasePool, statements: StatementCaches) {
        self.pool = pool
        self.statements = statements
    }

    var count: CommitCount { state.withLock { $0.count } }

    /// How many writers wait for the next transaction.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    func enqueue<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            submit(WriteJob(body: body, continuation: continuation))
        }
    }

    func close() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                state.isClosed = true
                if state.isDraining { state.closers.append(continuation) }
                return !state.isDraining
            }
            if isIdle { continuation.resume() }
        }
    }

    private enum Admission { case refused, joined, first }

    private func submit(_ job: any Job) {
        let admission: Admission = state.withLock { state in
            guard !state.isClosed else { return .refused }
            state.waiting.append(job)
            guard !state.isDraining else { return .joined }
            state.isDraining = true
            return .first
        }
        switch admission {
        case .refused: job.finish(commitError: StorageError(.closed, "the database is closed"))
        case .joined: break
        case .first: queue.async { self.drain() }
        }
    }

    private func drain() {
        while let batch = nextBatch() { commit(batch) }
    }

    private func nextBatch() -> [any Job]? {
        let (batch, closers) = state.withLock { state -> ([any Job]?, [CheckedContinuation<Void, Never>]) in
            guard !state.waiting.isEmpty else {
                state.isDraining = false
                defer { state.closers = [] }
                return (nil, state.closers)
            }
            let batch = Array(state.waiting.prefix(Self.batchLimit))
            state.waiting.removeFirst(batch.count)
            return (batch, [])
        }
        for closer in closers { closer.resume() }
        return batch
    }

    private func commit(_ batch: [any Job]) {
        var commitError: (any Error)?
        do {
            try pool.writeWithoutTransaction { connection in
                let statements = statements.cache(of: connection)
                try connection.inTransaction(.immediate) {
                    for job in batch {
                        try job.run(in: connection, statements: statements, alone: batch.count == 1)
                    }
                    return .commit
                }
            }
            state.withLock { state in
                state.count.transactions += 1
                state.count.writers += batch.count
            }
        } catch {
            commitError = StorageError.wrap(error)
        }
        for job in batch { job.finish(commitError: commitError) }
    }
}
