import Contracts
import Storage

/// The portions of all foods: taken for an order once, given back once.
struct Stock {
    static let lineLimit = 100
    static let quantityRange = 1...1000

    let work: UnitOfWork

    init(_ work: UnitOfWork) { self.work = work }

    /// Holds the food for an order that may be about to be placed. Asking again answers as the first time.
    ///
    /// - Throws: ``Problem`` `food-not-orderable`.
    func reserve(_ request: ReservationRequest) throws -> Reservation {
        guard let held = try HeldFoodTable.find(request.orderId, in: work.transaction) else {
            return try take(request, isConfirmed: false)
        }
        switch held.state {
        case .held, .used:
            guard held.holds(request.items), let store = try StoreTable.find(held.storeID, in: work.transaction) else {
                throw Problem(.foodNotOrderable, "이 주문 번호로 다른 음식을 이미 담았어요. 새로 주문해 주세요.")
            }
            return Reservation(orderId: request.orderId, store: store.data, items: held.items)
        case .returned:
            throw Problem(.foodNotOrderable, "이미 끝난 주문 번호예요. 새로 주문해 주세요.")
        case .released, .refused:
            return try take(request, isConfirmed: false)
        }
    }

    /// Confirms what is held for an order by hand, or holds it now.
    ///
    /// - Throws: ``Problem`` `food-not-orderable`.
    func reserveAndConfirm(_ request: ReservationRequest) throws -> Reservation {
        let reservation = try reserve(request)
        _ = try HeldFoodTable.confirm(request.orderId, in: work.transaction)
        return reservation
    }

    /// Takes the portions.
    ///
    /// - Throws: ``Problem`` `food-not-orderable`; the caller undoes what was taken until then.
    func take(_ request: ReservationRequest, isConfirmed: Bool) throws -> Reservation {
        guard (1...Self.lineLimit).contains(request.items.count),
            request.items.allSatisfy({ Self.quantityRange.contains($0.quantity) })
        else {
            throw Problem(
                .foodNotOrderable,
                "음식은 \(Self.lineLimit)가지까지, 한 가지는 \(Self.quantityRange.upperBound)개까지 주문할 수 있어요."
            )
        }
        var foods: [Food] = []
        for line in request.items {
            guard let food = try FoodTable.take(line.quantity, of: line.foodId, in: work.transaction) else {
                throw try shortage(of: line)
            }
            foods.append(food)
        }
        guard let storeID = foods.first?.storeID, foods.allSatisfy({ $0.storeID == storeID }),
            let store = try StoreTable.find(storeID, in: work.transaction)
        else {
            throw Problem(.foodNotOrderable, "한 주문에는 한 가게의 음식만 담을 수 있어요. 가게마다 따로 주문해 주세요.")
        }
        let items = zip(foods, request.items).map { food, line in
            OrderItem(foodId: food.id, name: food.name, quantity: line.quantity, price: food.price)
        }
        let held = HeldFood(
            orderID: request.orderId,
            storeID: storeID,
            items: items,
            state: .held,
            isConfirmed: isConfirmed,
            createdAt: work.now
        )
        try HeldFoodTable.save(held, in: work.transaction)
        for food in foods where food.count == 0 { try FoodMenu(work).announceChange(of: food) }
        return Reservation(orderId: request.orderId, store: store.data, items: items)
    }

    /// Gives back what is held, if anything is.
    ///
    /// - Parameter state: `returned` where the order has ended, `released` where it never came.
    func giveBack(_ order: OrderID, as state: HeldFood.State = .returned) throws {
        for item in try HeldFoodTable.end(order, as: state, in: work.transaction) ?? [] {
            guard let food = try FoodTable.putBack(item.quantity, of: item.foodId, in: work.transaction) else {
                continue
            }
            if food.count == item.quantity { try FoodMenu(work).announceChange(of: food) }
        }
    }

    /// The food is being cooked: it never goes back.
    func use(_ order: OrderID) throws {
        _ = try HeldFoodTable.end(order, as: .used, in: work.transaction)
    }

    private func shortage(of line: ReservationRequest.Line) throws -> Problem {
        guard let food = try FoodTable.find(line.foodId, in: work.transaction) else {
            return Problem(.foodNotOrderable, "음식 \(line.foodId)을(를) 찾을 수 없어요. 메뉴를 확인해 주세요.")
        }
        return food.count == 0
            ? Problem(.foodNotOrderable, "'\(food.name)'은(는) 다 팔렸어요. 다른 음식을 골라 주세요.")
            : Problem(.foodNotOrderable, "'\(food.name)'은(는) \(food.count)개 남았어요. \(food.count)개까지 주문할 수 있어요.")
    }
}
