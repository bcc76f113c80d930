import Contracts
import Hummingbird
import ServiceKit
import Storage

/// `POST /storeOrders`: an operator makes a record by hand. It takes its food from the stock like any other order.
struct ManualOrderRoute: Sendable {
    let core: ServiceCore
    let acceptWindow: Duration

    func add(to router: Router<ServiceContext>) {
        router.post("/storeOrders") { try await make($0, $1) }
    }

    private func make(_ request: Request, _ context: ServiceContext) async throws -> Answer {
        let body = try await JSONBody(request, context)
        let form = try ManualOrderForm(body)
        let destination = try await destination(of: form)
        let now = core.clock.now
        return try await body.once(in: core.database, at: now) { [self, cause = context.cause] transaction in
            let work = UnitOfWork(transaction: transaction, log: core.log, cause: cause, now: now)
            let id = form.orderID ?? .make(at: now)
            if let known = try StoreOrderTable.find(id, in: transaction) {
                guard known.matches(form) else {
                    throw Problem(.idTaken, "이 번호의 가게 주문이 이미 있어요. 다른 번호를 써 주세요.")
                }
                return try Answer(version: known.data.version, StoreOrderResource(known))
            }
            let request = ReservationRequest(orderId: id, items: form.lines)
            let reserved = try Stock(work).reserveAndConfirm(request)
            guard form.storeID == nil || form.storeID == reserved.store.storeId else {
                throw Problem(.foodNotOrderable, "그 음식은 이 가게의 것이 아니에요. storeId와 음식을 확인해 주세요.")
            }
            let order = StoreOrder(
                manual: form,
                reserved: reserved,
                destination: destination,
                at: now,
                acceptWindow: acceptWindow
            )
            try StoreOrderBook(work).add(order, [.received])
            return try .created("/storeOrders/\(id)", version: order.data.version, StoreOrderResource(order))
        }
    }

    /// Placed before the transaction, so that no other writer waits for it.
    private func destination(of form: ManualOrderForm) async throws -> Place {
        let store = try await core.database.read { transaction -> Store? in
            guard let line = form.lines.first, let food = try FoodTable.find(line.foodId, in: transaction) else {
                return nil
            }
            return try StoreTable.find(food.storeID, in: transaction)
        }
        return Place(doorAddress: form.address, near: store?.place ?? .unknown)
    }
}
