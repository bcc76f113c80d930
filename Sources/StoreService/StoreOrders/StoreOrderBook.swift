import Contracts
import EventLog

/// Where store orders are written down: the row, the events, the store's retained topic and what follows for the stock.
struct StoreOrderBook {
    private let work: UnitOfWork

    init(_ work: UnitOfWork) { self.work = work }

    func add(_ order: StoreOrder, _ events: [StoreOrderEvent]) throws {
        try StoreOrderTable.insert(order, in: work.transaction)
        try publish(order, events)
    }

    func update(_ order: StoreOrder, _ events: [StoreOrderEvent]) throws {
        guard !events.isEmpty else { return }
        try StoreOrderTable.update(order, in: work.transaction)
        try publish(order, events)
    }

    private func publish(_ order: StoreOrder, _ events: [StoreOrderEvent]) throws {
        let data = order.data
        try work.emit(
            events.map { event in
                NewEvent(
                    event.type,
                    subject: data.orderId.rawValue,
                    correlationID: data.orderId.rawValue,
                    data: data
                )
            }
        )
        let topic = Topics.storeOrder(data.storeId, data.orderId)
        if data.status.isEnd {
            try work.log.clear(topic, at: work.now, in: work.transaction)
        } else {
            try work.log.retain(topic, data, at: work.now, in: work.transaction)
        }
        for event in events { try settle(event, of: data) }
    }

    private func settle(_ event: StoreOrderEvent, of order: StoreOrderData) throws {
        switch event {
        case .received, .accepted, .cancelRefused:
            break
        case .rejected, .cancelled:
            try Stock(work).giveBack(order.orderId)
        case .cookingStarted:
            try Stock(work).use(order.orderId)
        case .cookingFinished:
            for food in Set(order.items.map(\.foodId)) { try FoodTable.countOrder(of: food, in: work.transaction) }
        }
    }
}
