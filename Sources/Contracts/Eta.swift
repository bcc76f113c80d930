/// When the food is likely at the door, from what is known: the kitchen's time, the way, and how far the rider has come.
public enum Eta {
    /// A motorbike in a city, stops and all.
    private static let metersPerMinute = 350
    /// To find and reach the store, as long as nobody has taken the delivery.
    private static let rideToStore: Duration = .seconds(8 * 60)
    /// At the counter and at the door.
    private static let handOver: Duration = .seconds(4 * 60)
    private static let usualDistance = 2000

    public static func estimate(store: StoreOrderData, now: Timestamp) -> Timestamp? {
        guard let readyAt = store.readyAt else { return nil }
        return max(readyAt, now + rideToStore) + way(usualDistance)
    }

    public static func estimate(delivery: DeliveryData, now: Timestamp) -> Timestamp? {
        switch delivery.status {
        case .preparing, .open, .offered, .claimed:
            guard let readyAt = delivery.readyAt else { return nil }
            return max(readyAt, now + rideToStore) + way(delivery.distanceMeters)
        case .pickedUp: return now + way(delivery.distanceMeters)
        case .delivered, .cancelled: return nil
        }
    }

    private static func way(_ meters: Int) -> Duration {
        handOver + .seconds(meters * 60 / metersPerMinute)
    }
}
