/// What one call of `publish` asked for: messages in order, and whom to tell.
struct PublishJob: Sendable {
    typealias Answer = Result<PublishAcknowledgement, MQTTError>

    let messages: [MQTTMessage]
    let answer: @Sendable (Answer) -> Void
    private(set) var sent = 0
    private(set) var acknowledged = 0

    init(_ messages: [MQTTMessage], answer: @escaping @Sendable (Answer) -> Void) {
        self.messages = messages
        self.answer = answer
    }

    var next: MQTTMessage? { sent < messages.count ? messages[sent] : nil }
    var isComplete: Bool { acknowledged == messages.count }

    mutating func didSend() { sent += 1 }
    mutating func didAcknowledge() { acknowledged += 1 }
}

/// An answer that is due. It is given outside the lock, since it runs the caller's code.
struct DueAnswer: Sendable {
    let job: PublishJob
    let answer: PublishJob.Answer

    func give() { job.answer(answer) }
}
