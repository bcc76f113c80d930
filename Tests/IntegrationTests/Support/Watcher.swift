import Contracts
import Foundation
import MQTT
import Synchronization
import Testing

/// Sees what a stock subscriber sees, keeps it, and lets a test wait for what it expects.
final class Watcher: Sendable {
    struct Seen: Sendable {
        let topic: String
        let json: JSONValue
        let isRetained: Bool
        let isEmpty: Bool
    }

    struct NotSeen: Error, CustomStringConvertible {
        let what: String
        let topics: [String]

        var description: String { "not seen: \(what); seen: \(topics.suffix(40))" }
    }

    private struct State {
        var seen: [Seen] = []
        var waiting: [(matches: @Sendable (Seen) -> Bool, continuation: CheckedContinuation<Seen?, Never>, key: Int)] =
            []
        var nextKey = 0
    }

    private let state = Mutex(State())

    var all: [Seen] { state.withLock { $0.seen } }

    func add(_ message: MQTTMessage) {
        let json = (try? JSON.decode(JSONValue.self, from: Data(message.payload))) ?? .null
        let seen = Seen(
            topic: message.topic,
            json: json,
            isRetained: message.retain,
            isEmpty: message.payload.isEmpty
        )
        let ready = state.withLock { state in
            state.seen.append(seen)
            let ready = state.waiting.filter { $0.matches(seen) }
            state.waiting.removeAll { waiting in ready.contains { $0.key == waiting.key } }
            return ready.map(\.continuation)
        }
        for continuation in ready { continuation.resume(returning: seen) }
    }

    /// The first message, seen before or yet to come, that matches.
    @discardableResult
    func first(
        _ what: String,
        within limit: Duration = .seconds(20),
        where matches: @escaping @Sendable (Seen) -> Bool
    ) async throws -> Seen {
        let key = state.withLock { state in
            state.nextKey += 1
            return state.nextKey
        }
        let timer = Task {
            try await Task.sleep(for: limit)
            self.giveUp(key)
        }
        defer { timer.cancel() }
        let seen = await withCheckedContinuation { (continuation: CheckedContinuation<Seen?, Never>) in
            let known = state.withLock { state -> Seen? in
                if let known = state.seen.first(where: matches) { return known }
                state.waiting.append((matches, continuation, key))
                return nil
            }
            if let known { continuation.resume(returning: known) }
        }
        guard let seen else { throw NotSeen(what: what, topics: all.map(\.topic)) }
        return seen
    }

    private func giveUp(_ key: Int) {
        let continuation = state.withLock { state -> CheckedContinuation<Seen?, Never>? in
            guard let index = state.waiting.firstIndex(where: { $0.key == key }) else { return nil }
            return state.waiting.remove(at: index).continuation
        }
        continuation?.resume(returning: nil)
    }
}

extension Watcher {
    /// Waits for an event of an order, whatever its subject.
    @discardableResult
    func event(_ type: EventType, of order: String, within limit: Duration = .seconds(20)) async throws -> JSONValue {
        try await first("\(type.rawValue) of \(order)", within: limit) { seen in
            seen.topic.hasPrefix("baedal/v1/events/\(type.context.rawValue)/\(type.rawValue)/")
                && seen.json["correlationid"]?.stringValue == order
        }.json
    }

    /// Waits until the retained status of an order is this one.
    @discardableResult
    func status(_ status: OrderStatus, of order: String, within limit: Duration = .seconds(20)) async throws
        -> JSONValue
    {
        try await first("status \(status.rawValue) of \(order)", within: limit) { seen in
            seen.topic == "baedal/v1/orders/\(order)/status" && seen.json["status"]?.stringValue == status.rawValue
        }.json
    }

    func events(_ type: EventType, of order: String) -> [JSONValue] {
        all.filter { seen in
            seen.topic.hasPrefix("baedal/v1/events/\(type.context.rawValue)/\(type.rawValue)/")
                && seen.json["correlationid"]?.stringValue == order
        }.map(\.json)
    }
}
