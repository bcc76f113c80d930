import Contracts
import Foundation
import Synchronization

/// Everything that was sent, and what became of it.
final class StandInLedger: Sendable {
    private struct Place: Hashable {
        let key: String
        let to: String
    }

    private struct State {
        var steps: [StandInScript.Step]
        var used = 0
        var messages: [StandInMessage] = []
        var places: [Place: Int] = [:]
        var byKey: [String: Int] = [:]
        var bodies: [Data] = []
        var requests = 0
        var repeats = 0
        var inquiries = 0
        /// Messages whose report was confirmed, by their places: as many entries as were told of.
        var confirmed: [Int: Int] = [:]
        var batches: [String: [Int: Int]] = [:]
    }

    private let state: Mutex<State>
    let script: StandInScript

    init(_ script: StandInScript) {
        self.script = script
        state = Mutex(State(steps: script.steps))
    }

    /// The step for the next request.
    func nextStep() -> StandInScript.Step {
        state.withLock { state in
            state.requests += 1
            guard let step = state.steps.first else { return .init() }
            state.used += 1
            if state.used >= step.times ?? 1 {
                state.steps.removeFirst()
                state.used = 0
            }
            return step
        }
    }

    func remember(body: Data) { state.withLock { $0.bodies.append(body) } }

    /// Takes the messages of a request, each once for its key and number.
    ///
    /// - Returns: for each its name, and whether it was there already.
    func take(_ request: StandInRequest, report: StandInScript.Report) -> [(key: String, isRepeated: Bool)] {
        let id = String(IDText.make(at: .now).prefix(20))
        return state.withLock { state in
            request.destinations.enumerated().map { index, destination in
                let place = Place(key: request.idempotencyKey ?? "\(id)\(index)", to: destination.to)
                if let known = state.places[place] {
                    state.repeats += 1
                    return (state.messages[known].messageKey, true)
                }
                let name = id + String(format: "%03d", index)
                state.places[place] = state.messages.count
                state.byKey[name] = state.messages.count
                state.messages.append(
                    StandInMessage(
                        idempotencyKey: request.idempotencyKey,
                        to: destination.to,
                        ref: destination.ref ?? request.ref,
                        messageKey: name,
                        ways: request.ways,
                        takenAt: .now,
                        report: report
                    )
                )
                return (name, false)
            }
        }
    }

    var messages: [StandInMessage] { state.withLock { $0.messages } }
    var bodies: [Data] { state.withLock { $0.bodies } }
    var counts: (requests: Int, repeats: Int, inquiries: Int) {
        state.withLock { ($0.requests, $0.repeats, $0.inquiries) }
    }

    /// Those of one name, or of a request: names that begin with its id.
    func messages(named name: String, isRequest: Bool) -> [StandInMessage] {
        state.withLock { state in
            state.inquiries += 1
            if isRequest { return state.messages.filter { $0.messageKey.dropLast(3) == name } }
            return state.byKey[name].map { [state.messages[$0]] } ?? []
        }
    }

    /// Reports that were not confirmed yet.
    func poll(limit: Int) -> (id: String, entries: [StandInEntry]) {
        let now = Timestamp.now
        return state.withLock { state in
            var entries: [StandInEntry] = []
            var told: [Int: Int] = [:]
            for (place, message) in state.messages.enumerated() {
                let known = message.entries(at: now).filter { $0.reportCode != nil }
                let new = known.dropFirst(state.confirmed[place] ?? 0)
                guard !new.isEmpty else { continue }
                entries += new
                told[place] = known.count
                if entries.count >= limit { break }
            }
            guard !entries.isEmpty else { return ("", []) }
            let id = IDText.make(at: now)
            state.batches[id] = told
            return (id, entries)
        }
    }

    /// - Returns: false where there is no such batch.
    func confirm(_ id: String) -> Bool {
        state.withLock { state in
            guard let told = state.batches.removeValue(forKey: id) else { return false }
            state.confirmed.merge(told) { max($0, $1) }
            return true
        }
    }
}
