import Contracts
import Logging
import ServiceKit
import Storage

/// Learns what became of the messages a provider has taken: fetches its results, and asks for those that do not come.
struct ResultCollector: Sendable {
    /// Batches fetched in one go, and messages asked for.
    private static let batchLimit = 20
    private static let inquiryLimit = 1000
    /// Questions in one go: a provider answers a few a second.
    private static let questionLimit = 10

    let database: Database
    let book: NotificationBook
    let provider: any Provider
    let clock: WallClock
    let backoff: Backoff
    let hints: HintBox
    let logger: Logger

    /// - Returns: whether there may be more to learn at once.
    func collect() async throws -> Bool {
        var batches = 0
        while batches < Self.batchLimit, let batch = try await provider.pollReports(), !batch.reports.isEmpty {
            try await write(batch.reports)
            try await provider.acknowledge(batch)
            batches += 1
        }
        try await inquire()
        return batches == Self.batchLimit
    }

    private func inquire() async throws {
        let start = clock.now
        let due = try await database.read {
            try NotificationQueue.toInquire(at: start, limit: Self.inquiryLimit, in: $0)
        }
        try await putOff(due.filter { $0.messageKey == nil }.map(\.id))
        var questions: [String: [(id: NotificationID?, key: String)]] = [:]
        for (id, key) in due {
            if let key { questions[provider.inquiry(of: key), default: []].append((id, key)) }
        }
        for key in hints.empty() { questions[provider.inquiry(of: key), default: []].append((nil, key)) }
        for (_, asked) in questions.sorted(by: { $0.key < $1.key }).prefix(Self.questionLimit) {
            do {
                try await write(try await provider.inquire(asked.map(\.key)))
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                logger.warning(
                    "Results could not be asked for; they are asked for later",
                    metadata: ["error": "\(error)"]
                )
            }
            try await putOff(asked.compactMap(\.id))
        }
    }

    /// Applies each result once: what has ended stays as it is.
    private func write(_ reports: [DeliveryReport]) async throws {
        let now = clock.now
        try await database.write { transaction in
            for report in reports {
                let known = try NotificationTable.find(
                    messageKey: report.messageKey,
                    or: report.notificationId,
                    in: transaction
                )
                guard var notification = known else {
                    transaction.afterCommit { [counters = book.counters] in counters.countUnknownReport() }
                    continue
                }
                let before = notification
                let type: EventType?
                do {
                    type = try notification.report(
                        report.finding,
                        messageKey: report.messageKey,
                        by: provider.name,
                        at: now
                    )
                } catch {
                    continue
                }
                if notification != before {
                    try book.save(notification, announcing: type, at: now, in: transaction)
                }
            }
        }
    }

    /// Those that were asked for and are still open are asked for again, later each time.
    private func putOff(_ ids: [NotificationID]) async throws {
        guard !ids.isEmpty else { return }
        let now = clock.now
        try await database.write { transaction in
            for id in ids {
                guard var notification = try NotificationTable.find(id, in: transaction),
                    let due = notification.nextInquiryAt, due <= now,
                    notification.status == .accepted || notification.status == .uncertain
                else { continue }
                let type = try notification.inquireAgain(
                    at: now + backoff.wait(after: notification.inquiries),
                    now: now
                )
                try book.save(notification, announcing: type, at: now, in: transaction)
            }
        }
    }
}
