/// A bounded queue of messages on their way to one consumer.
struct MessageBuffer: Sendable {
    let limit: Int
    private var messages: [MQTTMessage] = []
    /// Messages before this index have been handed out; dropping them one by one would move the rest each time.
    private var head = 0

    init(limit: Int) {
        self.limit = max(1, limit)
    }

    var count: Int { messages.count - head }

    /// False where the buffer is full: the newest is the one that is dropped.
    mutating func append(_ message: MQTTMessage) -> Bool {
        guard count < limit else { return false }
        messages.append(message)
        return true
    }

    mutating func popFirst() -> MQTTMessage? {
        guard head < messages.count else { return nil }
        defer { advance(by: 1) }
        return messages[head]
    }

    /// Up to `limit` messages, oldest first; empty where there are none.
    mutating func pop(upTo limit: Int) -> [MQTTMessage] {
        if head == 0, messages.count <= limit {
            defer { messages = [] }
            return messages
        }
        let batch = Array(messages[head..<min(head + limit, messages.count)])
        advance(by: batch.count)
        return batch
    }

    private mutating func advance(by count: Int) {
        head += count
        if head == messages.count {
            messages.removeAll(keepingCapacity: messages.capacity <= 1024)
            head = 0
        } else if head >= 1024, head * 2 >= messages.count {
            messages.removeFirst(head)
            head = 0
        }
    }
}
