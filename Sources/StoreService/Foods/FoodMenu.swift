import Contracts
import EventLog

/// What stores offer: foods are registered and changed by their owners.
struct FoodMenu {
    private let work: UnitOfWork

    init(_ work: UnitOfWork) { self.work = work }

    /// - Returns: the food, and whether this registered it.
    /// - Throws: ``Problem`` `id-taken` where another food has the id.
    func register(_ form: FoodForm) throws -> (food: Food, isNew: Bool) {
        let id = form.id ?? .make(at: work.now)
        if let known = try FoodTable.find(id, in: work.transaction) {
            guard try FoodTable.registration(of: id, in: work.transaction) == form else {
                throw Problem(.idTaken, "이 id의 음식이 이미 있어요. 다른 id로 등록하거나 PATCH로 고쳐 주세요.")
            }
            return (known, false)
        }
        let store = try StoreRegistration(work).findOrRegisterBare(form.storeId)
        let food = Food(
            id: id,
            storeID: store.id,
            name: form.name,
            price: form.price,
            count: form.count,
            createdAt: work.now
        )
        try FoodTable.insert(food, registration: form, in: work.transaction)
        try announce(.foodRegistered, food, of: store)
        return (food, true)
    }

    func change(_ food: inout Food, by change: FoodChange) throws {
        guard food.apply(change) else { return }
        try FoodTable.update(food, in: work.transaction)
        try announceChange(of: food)
    }

    /// Tells of a food that changed, sold out or came back.
    func announceChange(of food: Food) throws {
        guard let store = try StoreTable.find(food.storeID, in: work.transaction) else { return }
        try announce(.foodChanged, food, of: store)
    }

    private func announce(_ type: EventType, _ food: Food, of store: Store) throws {
        try work.emit([NewEvent(type, subject: food.id.rawValue, data: food.data(storeName: store.name))])
    }
}
