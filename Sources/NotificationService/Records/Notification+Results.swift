import Contracts

// What is heard of a message after it was handed over, and what a person does about one that did not come through.
extension Notification {
    /// How long a message whose arrival is unknown may still arrive, and so how long the provider is asked.
    static let openFor: Duration = .seconds(3 * 24 * 3600)
    /// How long the provider remembers a key.
    static let keyLifetime: Duration = .seconds(24 * 3600)
    /// How long after a failed AlimTalk its text message is waited for.
    private static let fallbackPatience: Duration = .seconds(3600)

    /// Learns from the provider what became of it. A result proves that it was taken, so it also ends one whose
    /// answer is still awaited; what has ended never changes.
    ///
    /// - Returns: the event that tells of it, where it came to an end.
    mutating func report(
        _ finding: DeliveryFinding,
        messageKey key: String,
        by provider: ProviderName,
        at now: Timestamp
    ) throws(NotificationRefusal) -> EventType? {
        switch status {
        case .sending, .accepted, .uncertain: break
        case .pending:
            guard dispatchKey != nil else { throw NotificationRefusal(status: status) }
        case .delivered, .failed, .fallbackSent, .suppressed, .dead: throw NotificationRefusal(status: status)
        }
        messageKey = key
        sentAt = sentAt ?? now
        nextInquiryAt = nextInquiryAt ?? now
        switch finding {
        case .delivered(let code): return settle(as: .delivered, code, nil, by: provider, at: now)
        case .deliveredAsText(let code): return settle(as: .fallbackSent, code, nil, by: provider, at: now)
        case .failed(let code, let reason): return settle(as: .failed, code, reason, by: provider, at: now)
        case .uncertain(let code, let reason):
            guard status != .uncertain || resultCode != code else { return nil }
            return settle(as: .uncertain, code, reason, by: provider, at: now)
        case .alimtalkFailed(let code, let reason):
            // The provider sends the text message next; without one in time this was the end.
            guard route == .alimtalk, now - (sentAt ?? now) < Self.fallbackPatience else {
                return settle(as: .failed, code, reason, by: provider, at: now)
            }
            guard status != .accepted || resultCode != code else { return nil }
            note(code, by: provider, at: now)
            finish(as: .accepted, code, reason)
            return nil
        }
    }

    /// The provider was asked and knew nothing new.
    ///
    /// - Returns: the event that tells of it, where it is not asked again.
    mutating func inquireAgain(
        at time: Timestamp,
        now: Timestamp
    ) throws(NotificationRefusal) -> EventType? {
        switch status {
        case .accepted, .uncertain: break
        case .pending, .sending, .delivered, .failed, .fallbackSent, .suppressed, .dead:
            throw NotificationRefusal(status: status)
        }
        inquiries += 1
        nextInquiryAt = time
        guard now - (sentAt ?? createdAt) >= Self.openFor else { return nil }
        nextInquiryAt = nil
        guard status == .accepted else { return nil }
        finish(as: .uncertain, OwnResult.noReport.rawValue, OwnResult.noReport.reason)
        return .notificationSent
    }

    /// Sends it again by hand. One that was given up keeps its key while the provider remembers it, so that it cannot
    /// arrive twice; one that has definitely failed needs a new one.
    ///
    /// - Parameter phone: the recipient's number as it is now, where it is known here.
    mutating func resend(to phone: PhoneNumber?, at now: Timestamp) throws(NotificationRefusal) {
        switch status {
        case .dead: if now - (attempts.first?.at ?? createdAt) >= Self.keyLifetime { dispatchKey = nil }
        case .failed: dispatchKey = nil
        case .pending, .sending, .accepted, .delivered, .uncertain, .fallbackSent, .suppressed:
            throw NotificationRefusal(status: status)
        }
        if dispatchKey == nil {
            self.phone = phone ?? self.phone
            messageKey = nil
        }
        status = .pending
        resends += 1
        postponements = 0
        inquiries = 0
        nextInquiryAt = nil
        nextAttemptAt = now
        resultCode = nil
        reason = nil
        sentAt = nil
        version += 1
    }

    private mutating func settle(
        as end: NotificationStatus,
        _ code: String,
        _ reason: String?,
        by provider: ProviderName,
        at now: Timestamp
    ) -> EventType {
        note(code, by: provider, at: now)
        finish(as: end, code, reason)
        if end != .uncertain { nextInquiryAt = nil }
        return end == .failed ? .notificationFailed : .notificationSent
    }
}
