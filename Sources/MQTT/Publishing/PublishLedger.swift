/// Which messages wait for room in the window, which are in flight, and whose they are.
///
/// Messages leave in the order of the calls. A job that fails or is cancelled is answered at once; its messages in
/// flight stay with the library and keep their place in the window until they are acknowledged.
struct PublishLedger: Sendable {
    typealias JobID = UInt64

    private struct InFlight: Sendable {
        let job: JobID
        let qos: QoS
    }

    let window: Int
    private var jobs: [JobID: PublishJob] = [:]
    private var waiting: [JobID] = []
    /// Jobs of `waiting` before this index have been sent whole.
    private var firstWaiting = 0
    private var inFlight: [Int32: InFlight] = [:]

    init(window: Int) {
        self.window = window
    }

    var inFlightCount: Int { inFlight.count }
    /// Nobody waits for an answer.
    var isIdle: Bool { jobs.isEmpty }

    mutating func add(_ job: PublishJob, id: JobID) {
        jobs[id] = job
        waiting.append(id)
    }

    /// The message to send now, if there is one and the window has room for it.
    mutating func next() -> MQTTMessage? {
        guard inFlight.count < window else { return nil }
        while firstWaiting < waiting.count {
            if let message = jobs[waiting[firstWaiting]]?.next { return message }
            dropFirstWaiting()
        }
        return nil
    }

    /// The library took the message of `next()` and gave it this id.
    mutating func didSend(_ messageID: Int32) -> DueAnswer? {
        let id = waiting[firstWaiting]
        guard let qos = jobs[id]?.next?.qos else { return nil }
        // The library hands out its 16-bit ids without looking whether one is still in use; it has then replaced
        // the older message, whose acknowledgement can no longer be told from the newer one's.
        let displaced = inFlight.updateValue(InFlight(job: id, qos: qos), forKey: messageID)
        jobs[id]?.didSend()
        if jobs[id]?.next == nil { dropFirstWaiting() }
        return displaced.flatMap { fail($0.job, .library(code: 0, message: "its message id was used again")) }
    }

    /// The library did not take the message of `next()`.
    mutating func didRefuse(_ error: MQTTError) -> DueAnswer? {
        fail(waiting[firstWaiting], error)
    }

    /// The broker's answer to a message, or for QoS 0 the news that it was written.
    mutating func didAcknowledge(_ messageID: Int32, with answer: PublishJob.Answer) -> DueAnswer? {
        guard let id = inFlight.removeValue(forKey: messageID)?.job else { return nil }
        if case .failure(let error) = answer { return fail(id, error) }
        jobs[id]?.didAcknowledge()
        guard jobs[id]?.isComplete == true else { return nil }
        return jobs.removeValue(forKey: id).map { DueAnswer(job: $0, answer: answer) }
    }

    mutating func fail(_ id: JobID, _ error: MQTTError) -> DueAnswer? {
        jobs.removeValue(forKey: id).map { DueAnswer(job: $0, answer: .failure(error)) }
    }

    /// QoS 0 messages in flight are gone, and jobs with messages that were never handed over are refused. A job
    /// that is in flight whole stays: the library sends it again after the reconnect.
    mutating func connectionLost() -> [DueAnswer] {
        var due: [DueAnswer] = []
        for (messageID, message) in inFlight where message.qos == .atMostOnce {
            inFlight[messageID] = nil
            if let answer = fail(message.job, .connectionLost) { due.append(answer) }
        }
        for id in waiting[firstWaiting...] {
            if let answer = fail(id, .notConnected) { due.append(answer) }
        }
        waiting = []
        firstWaiting = 0
        return due
    }

    mutating func close() -> [DueAnswer] {
        defer {
            jobs = [:]
            waiting = []
            firstWaiting = 0
            inFlight = [:]
        }
        return jobs.values.map { DueAnswer(job: $0, answer: .failure(.closed)) }
    }

    private mutating func dropFirstWaiting() {
        firstWaiting += 1
        if firstWaiting >= 64, firstWaiting * 2 >= waiting.count {
            waiting.removeFirst(firstWaiting)
            firstWaiting = 0
        }
    }
}
