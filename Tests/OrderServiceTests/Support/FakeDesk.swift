import Contracts
import Synchronization

/// A store's desk that does as it is told.
final class FakeDesk: FoodDesk {
    enum Mood: Sendable {
        case holding
        case refusing(Problem)
        case throwing
        /// Answers nothing, and cannot be cancelled.
        case hanging
    }

    struct Unreachable: Error {}

    private struct State {
        var mood = Mood.holding
        var requests: [ReservationRequest] = []
        var hanging: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let menu: [FoodID: OrderItem] = [
        Sample.tteokbokki.foodId: Sample.tteokbokki, Sample.gimbap.foodId: Sample.gimbap,
    ]

    var mood: Mood {
        get { state.withLock { $0.mood } }
        set { state.withLock { $0.mood = newValue } }
    }

    var requests: [ReservationRequest] { state.withLock { $0.requests } }

    /// Lets everything that hangs go.
    func release() {
        let hanging = state.withLock { state in
            defer { state.hanging = [] }
            return state.hanging
        }
        for continuation in hanging { continuation.resume() }
    }

    func reserve(_ request: ReservationRequest) async throws -> Reservation {
        let mood = state.withLock { state in
            state.requests.append(request)
            return state.mood
        }
        switch mood {
        case .holding: break
        case .refusing(let problem): throw problem
        case .throwing: throw Unreachable()
        case .hanging:
            await withCheckedContinuation { continuation in state.withLock { $0.hanging.append(continuation) } }
        }
        let items = try request.items.map { line in
            guard var item = menu[line.foodId] else { throw Problem(.foodNotOrderable, "메뉴에 없어요.") }
            item.quantity = line.quantity
            return item
        }
        return Reservation(orderId: request.orderId, store: Sample.store, items: items)
    }
}
