import Contracts
import ServiceKit
import Storage

/// Sends what is due: takes a request's worth, hands it to the provider, writes down what came of it. Each step is one
/// write, and several may do this beside each other.
struct Sender: Sendable {
    let database: Database
    let book: NotificationBook
    let planner: DispatchPlanner
    let provider: any Provider
    let clock: WallClock
    let backoff: Backoff
    /// Tries in a row before a message is given up.
    let tryLimit: Int

    /// Takes back what was on its way when the last process ended. Before anything else is sent.
    func reclaim() async throws {
        let now = clock.now
        try await database.write { transaction in
            for var notification in try NotificationQueue.sending(in: transaction) {
                try notification.reclaim(at: now)
                try book.save(notification, at: now, in: transaction)
            }
        }
    }

    /// - Returns: whether there may be more to send.
    func sendBatch() async throws -> Bool {
        guard let dispatch = try await take() else { return false }
        let outcomes = try await provider.send(dispatch)
        try await settle(dispatch, outcomes)
        return true
    }

    private func take() async throws -> Dispatch? {
        let now = clock.now
        // Most looks find nothing, and a read disturbs no writer.
        guard try await database.read({ try NotificationQueue.isAnythingDue(at: now, in: $0) }) else { return nil }
        return try await database.write { try planner.take(at: now, in: $0) }
    }

    private func settle(_ dispatch: Dispatch, _ outcomes: [SendOutcome]) async throws {
        let now = clock.now
        // One wait for all that share the request, so that they come up together again.
        let failures = dispatch.notifications.map(\.postponements).max() ?? 0
        let retry = RetryRule(limit: tryLimit, next: now + backoff.wait(after: failures))
        try await database.write { transaction in
            var retries = 0
            for (sent, outcome) in zip(dispatch.notifications, outcomes) {
                // A result may have overtaken the answer; then there is nothing left to write.
                guard try NotificationTable.isUnchanged(sent, in: transaction) else { continue }
                var notification = sent
                let type = try notification.settle(outcome, by: provider.name, retry: retry, at: now)
                if notification.status == .pending { retries += 1 }
                try book.save(notification, announcing: type, at: now, in: transaction)
            }
            transaction.afterCommit { [counters = book.counters, retries] in counters.countRetries(retries) }
        }
    }
}
