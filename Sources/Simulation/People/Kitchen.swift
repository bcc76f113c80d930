import Contracts

/// A store's people: accept or reject what comes in, cook so many at a time, and say when it is ready.
struct Kitchen: Sendable {
    private enum Step: Sendable {
        case received, accepting, rejecting
        /// Before the stove is its turn.
        case accepted
        /// Waits for a place at the stove.
        case queued
        case starting, cooking, finishing
    }

    let cooks: Int
    let names: Names
    /// Real minutes that a simulated second of cooking takes: what the customer is told counts in those.
    let minutesToldASecond: Double

    private var tickets: [Int: (errand: Errand, step: Step)] = [:]
    private var queue: [Int] = []
    /// The errands that this kitchen has rejected, and those it has accepted.
    private(set) var rejected: Set<Int> = []
    private(set) var accepted: Set<Int> = []
    private(set) var complaints: [String] = []

    init(cooks: Int, names: Names, minutesToldASecond: Double) {
        self.cooks = cooks
        self.names = names
        self.minutesToldASecond = minutesToldASecond
    }

    var isIdle: Bool { tickets.isEmpty }

    /// What the store's retained topic says of one order; nil once it is cleared. Acts are for the order of that number.
    mutating func hear(_ status: StoreOrderStatus?, of number: Int, _ errand: Errand, at now: Double) -> [Act] {
        switch (status, tickets[number]?.step) {
        case (.received, nil) where !accepted.contains(number) && !rejected.contains(number):
            tickets[number] = (errand, .received)
            return [.wake(at: now + errand.acceptAfter)]
        case (nil, .received), (nil, .accepted), (nil, .queued):
            // Cancelled before it came to the stove.
            tickets[number] = nil
            queue.removeAll { $0 == number }
            return []
        case (_, _):
            // The kitchen's own doing: its answer comes by REST.
            return []
        }
    }

    mutating func wake(_ number: Int, at now: Double) -> [Act] {
        guard let (errand, step) = tickets[number] else { return [] }
        switch step {
        case .received:
            tickets[number]?.step = errand.rejection == nil ? .accepting : .rejecting
            return [.call(errand.rejection.map { reject(number, $0) } ?? accept(number, errand, at: now))]
        case .accepted:
            tickets[number]?.step = .queued
            queue.append(number)
            return takeNext() == number ? start(number) : []
        case .queued:
            return takeNext() == number ? start(number) : []
        case .cooking:
            tickets[number]?.step = .finishing
            return [.call(put(number, "finish-cook"))]
        case .accepting, .rejecting, .starting, .finishing:
            return []
        }
    }

    /// - Returns: acts for the order, and the number of another one that may go to the stove now.
    mutating func answered(_ answer: Answer, about number: Int, at now: Double) -> (acts: [Act], next: Int?) {
        guard let (errand, step) = tickets[number] else { return ([], nil) }
        guard answer.isSuccess else {
            // 409: the customer was quicker, or the time to accept was over.
            if answer.status != 409 {
                complaints.append("\(names.order(number)): the store was answered \(answer.status)")
            }
            tickets[number] = nil
            return ([], takeNext())
        }
        switch step {
        case .accepting:
            accepted.insert(number)
            tickets[number]?.step = .accepted
            return ([.wake(at: now + errand.startAfter)], nil)
        case .rejecting:
            rejected.insert(number)
            tickets[number] = nil
            return ([], nil)
        case .starting:
            tickets[number]?.step = .cooking
            return ([.wake(at: readyTime(errand, from: now))], nil)
        case .finishing:
            tickets[number] = nil
            return ([], takeNext())
        case .received, .accepted, .queued, .cooking:
            return ([], nil)
        }
    }

    private var atStove: Int {
        tickets.values.count { ticket in
            switch ticket.step {
            case .starting, .cooking, .finishing: true
            case .received, .accepting, .rejecting, .accepted, .queued: false
            }
        }
    }

    /// Who waits longest, where there is a place.
    private func takeNext() -> Int? { atStove < cooks ? queue.first : nil }

    private mutating func start(_ number: Int) -> [Act] {
        queue.removeAll { $0 == number }
        tickets[number]?.step = .starting
        return [.call(put(number, "start-cook"))]
    }

    private func readyTime(_ errand: Errand, from now: Double) -> Double {
        switch errand.cooking {
        case .takes(let seconds): now + seconds
        case .readyAt(let time): max(now, time)
        }
    }

    private func accept(_ number: Int, _ errand: Errand, at now: Double) -> Call {
        let seconds = errand.startAfter + readyTime(errand, from: now) - now
        let minutes = min(180, max(1, (seconds * minutesToldASecond).rounded(.up)))
        return put(number, "accept", ["cookMinutes": .integer(Int64(minutes))])
    }

    private func reject(_ number: Int, _ reason: String) -> Call { put(number, "reject", ["reason": .string(reason)]) }

    private func put(_ number: Int, _ action: String, _ body: [String: JSONValue] = [:]) -> Call {
        Call(method: .put, path: "/storeOrders/\(names.order(number))/\(action)", body: body)
    }
}
