import Contracts
import ServiceKit
import Storage

/// Sends what is due: takes a batch, hands it to the provider, writes down what came of it. Each step is one write.
struct Sender: Sendable {
    let database: Database
    let book: NotificationBook
    let provider: any Provider
    let clock: WallClock
    let backoff: Backoff
    let batchLimit: Int

    /// - Returns: whether there may be more to send.
    func sendBatch() async throws -> Bool {
        let batch = try await take()
        guard !batch.isEmpty else { return false }
        let outcomes: [SendOutcome]
        do {
            outcomes = try await provider.send(batch)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            try await postpone(batch)
            throw error
        }
        try await settle(batch, outcomes)
        return batch.count == batchLimit
    }

    /// Nobody else takes, so the queue is read beside the writer and marked afterwards.
    private func take() async throws -> [Notification] {
        let now = clock.now
        var batch = try await database.read { try NotificationQueue.toSend(at: now, limit: batchLimit, in: $0) }
        guard !batch.isEmpty else { return [] }
        for index in batch.indices { try batch[index].take() }
        try await database.write { [batch] transaction in
            for notification in batch { try book.save(notification, at: now, in: transaction) }
        }
        return batch
    }

    private func settle(_ batch: [Notification], _ outcomes: [SendOutcome]) async throws {
        let now = clock.now
        try await database.write { transaction in
            for (notification, outcome) in zip(batch, outcomes) {
                var notification = notification
                let type = try notification.settle(outcome, by: provider.name, at: now)
                try book.save(notification, announcing: type, at: now, in: transaction)
            }
        }
    }

    private func postpone(_ batch: [Notification]) async throws {
        let now = clock.now
        try await database.write { transaction in
            for notification in batch {
                var notification = notification
                try notification.postpone(until: now + backoff.wait(after: notification.postponements))
                try book.save(notification, at: now, in: transaction)
            }
        }
    }
}
