import Contracts

/// When the food is likely at the door, as long as the order knows of no delivery: by the kitchen's time alone.
enum Eta {
    /// To find and reach the store.
    private static let rideToStore: Duration = .seconds(8 * 60)
    /// From the counter to the door of a usual order.
    private static let way: Duration = .seconds(10 * 60)

    static func estimate(store: StoreOrderData, now: Timestamp) -> Timestamp? {
        store.readyAt.map { max($0, now + rideToStore) + way }
    }
}

extension Order {
    /// Less than this is not worth telling a customer by itself.
    private static let worthTelling: Duration = .seconds(60)

    /// Takes over a new estimate where it has moved far enough, or where the customer hears of the order anyway.
    ///
    /// - Parameter status: as it was before.
    mutating func tell(_ estimate: Timestamp?, since status: OrderStatus) {
        guard !self.status.isEnd, self.status != .delivered else {
            etaAt = nil
            return
        }
        guard let estimate else { return }
        if self.status == status, let told = etaAt, told - estimate < Self.worthTelling,
            estimate - told < Self.worthTelling
        {
            return
        }
        etaAt = estimate
    }
}
