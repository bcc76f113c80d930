import Contracts

/// A store's part of an order's life (contract section 4).
///
/// A command gives the events that follow, none where it has happened already.
struct StoreOrder: Sendable, Hashable {
    static let cookMinutesRange = 1...180
    static let defaultCookMinutes = 20

    private(set) var data: StoreOrderData
    let createdAt: Timestamp

    /// A row that was read.
    init(data: StoreOrderData, createdAt: Timestamp) {
        self.data = data
        self.createdAt = createdAt
    }

    mutating func accept(cookMinutes: Int?, at now: Timestamp) throws(Problem) -> [StoreOrderEvent] {
        switch data.status {
        case .received:
            let minutes = cookMinutes ?? Self.defaultCookMinutes
            data.cookMinutes = minutes
            data.readyAt = now + .seconds(minutes * 60)
            become(.accepted)
            return [.accepted]
        case .accepted, .cooking, .cooked:
            guard cookMinutes == nil || cookMinutes == data.cookMinutes else {
                throw refusal(of: .accept, because: "이미 \(data.cookMinutes ?? 0)분으로 받은 주문이에요.")
            }
            return []
        case .rejected, .cancelled:
            throw refusal(of: .accept)
        }
    }

    mutating func reject(reason: String) throws(Problem) -> [StoreOrderEvent] {
        switch data.status {
        case .received:
            data.reason = reason
            become(.rejected)
            return [.rejected]
        case .rejected:
            guard reason == data.reason else {
                throw refusal(of: .reject, because: "이미 다른 이유로 거절된 주문이에요.")
            }
            return []
        case .accepted, .cooking, .cooked, .cancelled:
            throw refusal(of: .reject)
        }
    }

    mutating func startCook() throws(Problem) -> [StoreOrderEvent] {
        switch data.status {
        case .accepted:
            become(.cooking)
            return [.cookingStarted]
        case .cooking, .cooked:
            return []
        case .received, .rejected, .cancelled:
            throw refusal(of: .startCook)
        }
    }

    mutating func finishCook(at now: Timestamp) throws(Problem) -> [StoreOrderEvent] {
        switch data.status {
        case .cooking:
            data.readyAt = now
            become(.cooked)
            return [.cookingFinished]
        case .cooked:
            return []
        case .received, .accepted, .rejected, .cancelled:
            throw refusal(of: .finishCook)
        }
    }

    /// The customer asks for a cancellation: possible until cooking has begun.
    mutating func cancel(reason: String) -> [StoreOrderEvent] {
        switch data.status {
        case .received, .accepted:
            data.reason = reason
            become(.cancelled)
            return [.cancelled]
        case .cooking, .cooked:
            return [.cancelRefused]
        case .rejected, .cancelled:
            return []
        }
    }

    /// Rejects what was not accepted in time.
    mutating func expire(reason: String, at now: Timestamp) -> [StoreOrderEvent] {
        switch data.status {
        case .received:
            guard let acceptBy = data.acceptBy, acceptBy <= now else { return [] }
            data.reason = reason
            become(.rejected)
            return [.rejected]
        case .accepted, .cooking, .cooked, .rejected, .cancelled:
            return []
        }
    }

    private mutating func become(_ status: StoreOrderStatus) {
        data.status = status
        data.version += 1
    }

    private func refusal(of action: StoreOrderAction, because sentence: String? = nil) -> Problem {
        let allowed = data.status.actions
        let advice =
            allowed.isEmpty
            ? "이 주문에는 가게가 더 할 일이 없어요."
            : "지금 할 수 있는 일: \(allowed.map(\.text).joined(separator: ", "))"
        let happened = sentence ?? "\(data.status.clause) \(action.text)을(를) 할 수 없어요."
        return Problem(
            .illegalTransition,
            "\(happened) \(advice)",
            currentStatus: data.status.rawValue,
            allowed: allowed.map(\.rawValue)
        )
    }
}
