import Contracts
import Storage

extension Stock {
    /// How it stands with the food of an order that was placed.
    enum Standing: Sendable, Hashable {
        case held
        /// It cannot be made, and why.
        case refused(reason: String)
        /// The order has ended, or is cooked already.
        case ended
    }

    /// Sees to it that the food of a placed order is held: what was reserved is confirmed, what is missing is taken now.
    func secure(_ order: OrderData) throws -> Standing {
        guard let held = try HeldFoodTable.find(order.orderId, in: work.transaction) else { return try takeLate(order) }
        switch held.state {
        case .held:
            if held.holds(order.lines) {
                if !held.isConfirmed { _ = try HeldFoodTable.confirm(order.orderId, in: work.transaction) }
                return .held
            }
            // An attempt under the same id that never became an order.
            try giveBack(order.orderId, as: .released)
            return try takeLate(order)
        case .released: return try takeLate(order)
        case .refused: return .refused(reason: held.reason ?? "")
        case .returned, .used: return .ended
        }
    }

    private func takeLate(_ order: OrderData) throws -> Standing {
        do {
            try work.transaction.savepoint {
                let request = ReservationRequest(orderId: order.orderId, items: order.lines)
                let reservation = try take(request, isConfirmed: true)
                guard reservation.store.storeId == order.storeId else {
                    throw Problem(.foodNotOrderable, "주문한 음식이 이 가게의 것이 아니에요.")
                }
            }
            return .held
        } catch let problem as Problem {
            let refused = HeldFood(
                orderID: order.orderId,
                storeID: order.storeId,
                items: [],
                state: .refused,
                isConfirmed: true,
                reason: problem.detail,
                createdAt: work.now
            )
            try HeldFoodTable.save(refused, in: work.transaction)
            return .refused(reason: problem.detail)
        }
    }
}
