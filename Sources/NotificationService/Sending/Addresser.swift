import Contracts
import ServiceKit
import Storage

/// Finds out the numbers of stores and riders, which are other services' to know, before their messages are sent.
struct Addresser: Sendable {
    /// How many questions are open at once.
    private static let concurrency = 8

    private struct Recipient: Hashable, Sendable {
        let role: RecipientRole
        let id: String
    }

    private typealias Finding = Result<Contact?, any Error>

    let database: Database
    let book: NotificationBook
    let contacts: any ContactDirectory
    let clock: WallClock
    let backoff: Backoff
    let batchLimit: Int

    /// - Returns: whether there may be more to address.
    /// - Throws: also where a directory could not be asked, after those messages have been postponed.
    func addressBatch() async throws -> Bool {
        let start = clock.now
        let batch = try await database.read { try NotificationQueue.toAddress(at: start, limit: batchLimit, in: $0) }
        guard !batch.isEmpty else { return false }
        let findings = await ask(for: Set(batch.map { Recipient(role: $0.role, id: $0.recipientId) }))
        let now = clock.now
        try await database.write { transaction in
            for notification in batch {
                let finding = findings[Recipient(role: notification.role, id: notification.recipientId)]
                try apply(finding, to: notification, at: now, in: transaction)
            }
        }
        for case .failure(let error) in findings.values { throw error }
        return batch.count == batchLimit
    }

    private func apply(
        _ finding: Finding?,
        to notification: Notification,
        at now: Timestamp,
        in transaction: Transaction
    ) throws {
        var notification = notification
        switch finding {
        case .success(let contact):
            if let number = contact?.phone.flatMap(PhoneNumber.init) {
                try book.address(notification, to: number, at: now, in: transaction)
            } else {
                let type = try notification.fail(contact?.phone == nil ? .noRecipient : .invalidPhone)
                try book.save(notification, announcing: type, at: now, in: transaction)
            }
        case .failure, nil:
            try notification.postpone(until: now + backoff.wait(after: notification.postponements))
            try book.save(notification, at: now, in: transaction)
        }
    }

    /// Asks each once, a few at a time. Where a role's directory is away, the rest of the role is not asked for.
    private func ask(for recipients: Set<Recipient>) async -> [Recipient: Finding] {
        var findings: [Recipient: Finding] = [:]
        var away: Set<RecipientRole> = []
        var waiting = Array(recipients)
        while !waiting.isEmpty {
            let group = waiting.prefix(Self.concurrency).filter { !away.contains($0.role) }
            waiting.removeFirst(min(Self.concurrency, waiting.count))
            for reply in await ask(for: group) {
                findings[reply.recipient] = reply.finding
                if case .failure = reply.finding { away.insert(reply.recipient.role) }
            }
        }
        return findings
    }

    private func ask(for recipients: [Recipient]) async -> [Reply] {
        await withTaskGroup(of: Reply.self) { group in
            for recipient in recipients {
                group.addTask { [contacts] in await Reply(of: contacts, to: recipient) }
            }
            var replies: [Reply] = []
            for await reply in group { replies.append(reply) }
            return replies
        }
    }

    /// What a directory says of a recipient. A type of its own: with a tuple in its place the release build crashed
    /// while the task group copied a result (Swift 6.3.1; the cause was not found).
    private struct Reply: Sendable {
        let recipient: Recipient
        let finding: Finding

        init(of contacts: any ContactDirectory, to recipient: Recipient) async {
            self.recipient = recipient
            do {
                finding = .success(try await contacts.contact(of: recipient.role, id: recipient.id))
            } catch {
                finding = .failure(error)
            }
        }
    }
}
