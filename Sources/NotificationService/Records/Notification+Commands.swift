import Contracts

/// A command that a notification's status does not allow.
struct NotificationRefusal: Error, Hashable {
    let status: NotificationStatus
}

/// What to do about a try that did not come through.
struct RetryRule: Hashable, Sendable {
    /// Tries in a row before it is given up.
    var limit: Int
    /// When to try again.
    var next: Timestamp
}

// Each command lists the statuses it is for, so that a new status is thought about here.
extension Notification {
    /// Learns the number that was asked for.
    mutating func address(to number: PhoneNumber) throws(NotificationRefusal) {
        switch status {
        case .pending:
            phone = number
            postponements = 0
            version += 1
        case .sending, .accepted, .delivered, .uncertain, .failed, .fallbackSent, .suppressed, .dead:
            throw NotificationRefusal(status: status)
        }
    }

    /// There is nobody to send it to, or nothing that can be sent.
    mutating func fail(_ result: OwnResult) throws(NotificationRefusal) -> EventType {
        switch status {
        case .pending: finish(as: .failed, result.rawValue, result.reason)
        case .sending, .accepted, .delivered, .uncertain, .failed, .fallbackSent, .suppressed, .dead:
            throw NotificationRefusal(status: status)
        }
        return .notificationFailed
    }

    /// It is not to be sent any more. One that may have gone out is let be.
    mutating func suppress(_ result: OwnResult) throws(NotificationRefusal) -> EventType {
        switch status {
        case .pending:
            guard dispatchKey == nil else { throw NotificationRefusal(status: status) }
            finish(as: .suppressed, result.rawValue, result.reason)
        case .sending, .accepted, .delivered, .uncertain, .failed, .fallbackSent, .suppressed, .dead:
            throw NotificationRefusal(status: status)
        }
        return .notificationFailed
    }

    /// Takes it to be sent with the request of that key.
    mutating func take(under key: String) throws(NotificationRefusal) {
        switch status {
        case .pending:
            guard phone != nil, dispatchKey == nil || dispatchKey == key else {
                throw NotificationRefusal(status: status)
            }
            status = .sending
            dispatchKey = key
            version += 1
        case .sending, .accepted, .delivered, .uncertain, .failed, .fallbackSent, .suppressed, .dead:
            throw NotificationRefusal(status: status)
        }
    }

    /// The record itself is the delivery: nobody else is needed.
    mutating func deliver(by provider: ProviderName, at now: Timestamp) throws(NotificationRefusal) -> EventType {
        switch status {
        case .pending:
            guard phone != nil else { throw NotificationRefusal(status: status) }
        case .sending, .accepted, .delivered, .uncertain, .failed, .fallbackSent, .suppressed, .dead:
            throw NotificationRefusal(status: status)
        }
        note(OwnResult.delivered.rawValue, by: provider, at: now)
        finish(as: .delivered, OwnResult.delivered.rawValue, nil)
        sentAt = now
        return .notificationSent
    }

    /// Writes down what the provider made of it.
    ///
    /// - Returns: the event that tells of it, where it came to an end.
    mutating func settle(
        _ outcome: SendOutcome,
        by provider: ProviderName,
        retry: RetryRule,
        at now: Timestamp
    ) throws(NotificationRefusal) -> EventType? {
        switch status {
        case .sending: break
        case .pending, .accepted, .delivered, .uncertain, .failed, .fallbackSent, .suppressed, .dead:
            throw NotificationRefusal(status: status)
        }
        self.provider = provider
        note(outcome.code, by: provider, at: now)
        switch outcome {
        case .delivered(let code):
            finish(as: .delivered, code, nil)
            sentAt = now
            return .notificationSent
        case .accepted(let key, let code, let inquireAt):
            finish(as: .accepted, code, nil)
            messageKey = key ?? messageKey
            sentAt = now
            nextInquiryAt = inquireAt
            postponements = 0
            return nil
        case .refused(let code, let reason):
            finish(as: .failed, code, reason)
            return .notificationFailed
        case .refusedAsAlimtalk(let code, let reason):
            guard route == .alimtalk else {
                finish(as: .failed, code, reason)
                return .notificationFailed
            }
            route = .text
            dispatchKey = nil
            wait(until: now, code, reason)
            postponements = 0
            return nil
        case .notTaken(let code, let reason):
            return tryAgain(code, reason, retry)
        case .unanswered(let result):
            return tryAgain(result.rawValue, result.reason, retry)
        }
    }

    /// Puts it off: somebody it needs cannot be asked now.
    mutating func postpone(until time: Timestamp) throws(NotificationRefusal) {
        switch status {
        case .pending:
            postponements += 1
            nextAttemptAt = time
        case .sending, .accepted, .delivered, .uncertain, .failed, .fallbackSent, .suppressed, .dead:
            throw NotificationRefusal(status: status)
        }
    }

    /// A process ended while it was on its way: it goes again, with the same request under the same key.
    mutating func reclaim(at now: Timestamp) throws(NotificationRefusal) {
        switch status {
        case .sending:
            status = .pending
            nextAttemptAt = now
            version += 1
        case .pending, .accepted, .delivered, .uncertain, .failed, .fallbackSent, .suppressed, .dead:
            throw NotificationRefusal(status: status)
        }
    }

    private mutating func tryAgain(_ code: String, _ reason: String?, _ retry: RetryRule) -> EventType? {
        guard postponements + 1 >= retry.limit else {
            postponements += 1
            wait(until: retry.next, code, reason)
            return nil
        }
        // Had one of the tries no answer, it may have been taken all the same.
        let isOpen = attempts.suffix(retry.limit).contains { OwnResult(rawValue: $0.resultCode)?.leavesItOpen == true }
        guard isOpen else {
            finish(as: .dead, code, reason)
            return .notificationFailed
        }
        finish(as: .uncertain, OwnResult.noAnswer.rawValue, OwnResult.noAnswer.reason)
        return .notificationSent
    }

    private mutating func wait(until time: Timestamp, _ code: String, _ reason: String?) {
        status = .pending
        nextAttemptAt = time
        resultCode = code
        self.reason = reason
        version += 1
    }

    mutating func note(_ code: String, by provider: ProviderName, at now: Timestamp) {
        self.provider = provider
        attempts.append(Attempt(at: now, provider: provider, resultCode: code))
        attempts.removeFirst(max(0, attempts.count - Self.attemptLimit))
    }

    mutating func finish(as end: NotificationStatus, _ code: String, _ reason: String?) {
        status = end
        resultCode = code
        self.reason = reason
        version += 1
    }
}

extension OwnResult {
    /// The message may have been taken although nobody said so.
    fileprivate var leavesItOpen: Bool {
        switch self {
        case .noAnswer, .malformedAnswer: true
        case .delivered, .noRecipient, .invalidPhone, .customerDeleted, .muted, .superseded, .variableMissing, .tooLong,
            .noTemplate, .noText, .unreachable, .noReport:
            false
        }
    }
}
