import NIOCore

/// One order's life: everybody in it acts on what MQTT has told them, as people in front of their screens do.
struct Life {
    /// What a message says of a life.
    enum News: Sendable {
        case status(String)
        /// The order has come to the store.
        case atStore
        /// The delivery of this id is on the board.
        case onBoard(String)
    }

    let number: Int
    let begin: NIODeadline
    private(set) var step = LifeStep.place
    private(set) var delivery = ""
    private(set) var askedAt: NIODeadline
    private var isAtStore = false
    private var answeredAt: NIODeadline?
    private var heardAt: NIODeadline?

    init(number: Int, at now: NIODeadline) {
        self.number = number
        begin = now
        askedAt = now
    }

    mutating func answer(at now: NIODeadline) { answeredAt = now }

    mutating func hear(_ news: News, at now: NIODeadline) {
        switch news {
        case .status(let status):
            if status == step.status, heardAt == nil { heardAt = now }
        case .atStore: isAtStore = true
        case .onBoard(let delivery): self.delivery = delivery
        }
    }

    /// Nanoseconds from the answer to the subscriber's receipt of the status; 0 where the subscriber knew it first.
    /// nil while one of the two is awaited.
    var lag: Int64? {
        guard let answeredAt, let heardAt else { return nil }
        return max(0, (heardAt - answeredAt).nanoseconds)
    }

    /// What the next step still needs; nil where nothing is missing.
    var missing: String? {
        if answeredAt == nil { return "the answer" }
        if heardAt == nil { return "the status \(step.status) over MQTT" }
        switch step {
        case .pay: return isAtStore ? nil : "the event OrderReceived"
        case .finishCook: return delivery.isEmpty ? "the event DeliveryOpened" : nil
        case .place, .accept, .startCook, .claim, .pick, .deliver, .confirm: return nil
        }
    }

    /// - Returns: false where that was the last step.
    mutating func advance(at now: NIODeadline) -> Bool {
        guard let next = step.next else { return false }
        step = next
        askedAt = now
        answeredAt = nil
        heardAt = nil
        return true
    }
}
