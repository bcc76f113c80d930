import Contracts

/// A command that a notification's status does not allow.
struct NotificationRefusal: Error, Hashable {
    let status: NotificationStatus
}

extension Notification {
    /// Learns the number that was asked for.
    mutating func address(to number: PhoneNumber) throws(NotificationRefusal) {
        switch status {
        case .pending:
            phone = number
            version += 1
        case .sending, .accepted, .delivered, .uncertain, .failed, .fallbackSent, .suppressed, .dead:
            throw NotificationRefusal(status: status)
        }
    }

    /// There is no such recipient, or no number to reach them by.
    mutating func failUnaddressed() throws(NotificationRefusal) -> EventType {
        switch status {
        case .pending: end(as: .failed, ResultCode.noRecipient)
        case .sending, .accepted, .delivered, .uncertain, .failed, .fallbackSent, .suppressed, .dead:
            throw NotificationRefusal(status: status)
        }
        return .notificationFailed
    }

    /// Takes it to be sent. One that was left SENDING by a fault is taken again.
    mutating func take() throws(NotificationRefusal) {
        switch status {
        case .pending:
            guard phone != nil else { throw NotificationRefusal(status: status) }
            status = .sending
            version += 1
        case .sending: break
        case .accepted, .delivered, .uncertain, .failed, .fallbackSent, .suppressed, .dead:
            throw NotificationRefusal(status: status)
        }
    }

    /// Writes down what the provider made of it.
    mutating func settle(
        _ outcome: SendOutcome,
        by provider: ProviderName,
        at now: Timestamp
    ) throws(NotificationRefusal) -> EventType {
        switch status {
        case .sending: break
        case .pending, .accepted, .delivered, .uncertain, .failed, .fallbackSent, .suppressed, .dead:
            throw NotificationRefusal(status: status)
        }
        self.provider = provider
        switch outcome {
        case .delivered(let code):
            attempts.append(Attempt(at: now, provider: provider, resultCode: code))
            end(as: .delivered, code)
            sentAt = now
            return .notificationSent
        case .failed(let code):
            attempts.append(Attempt(at: now, provider: provider, resultCode: code))
            end(as: .failed, code)
            return .notificationFailed
        }
    }

    /// Puts it off: somebody it needs cannot be asked now.
    mutating func postpone(until time: Timestamp) throws(NotificationRefusal) {
        switch status {
        case .pending, .sending:
            if status == .sending { version += 1 }
            status = .pending
            postponements += 1
            nextAttemptAt = time
        case .accepted, .delivered, .uncertain, .failed, .fallbackSent, .suppressed, .dead:
            throw NotificationRefusal(status: status)
        }
    }

    private mutating func end(as end: NotificationStatus, _ code: String) {
        status = end
        resultCode = code
        version += 1
    }
}
