import Contracts

extension StoreOrder {
    /// A paid order reaches its store.
    init(receiving order: OrderData, by store: StoreData, at now: Timestamp, acceptWindow: Duration) {
        self.init(
            data: StoreOrderData(
                orderId: order.orderId,
                storeId: store.storeId,
                storeName: store.name,
                customerId: order.customerId,
                status: .received,
                version: 1,
                items: order.items,
                options: order.options,
                amount: order.amount,
                origin: store.place,
                destination: order.destination,
                acceptBy: now + acceptWindow
            ),
            createdAt: now
        )
    }

    /// An operator makes a record by hand.
    init(
        manual form: ManualOrderForm,
        reserved: Reservation,
        destination: Place,
        at now: Timestamp,
        acceptWindow: Duration
    ) {
        self.init(
            data: StoreOrderData(
                orderId: reserved.orderId,
                storeId: reserved.store.storeId,
                storeName: reserved.store.name,
                customerId: form.customerID,
                status: .received,
                version: 1,
                items: reserved.items,
                options: form.options,
                amount: reserved.items.reduce(0) { $0 + $1.price * $1.quantity },
                origin: reserved.store.place,
                destination: destination,
                acceptBy: now + acceptWindow,
                manual: true
            ),
            createdAt: now
        )
    }

    /// Whether a record by hand asks for what already is.
    func matches(_ form: ManualOrderForm) -> Bool {
        data.items.map { ReservationRequest.Line(foodId: $0.foodId, quantity: $0.quantity) } == form.lines
            && (form.storeID == nil || form.storeID == data.storeId)
            && form.customerID == data.customerId
            && form.options == data.options
            && form.address == data.destination.address
    }
}
