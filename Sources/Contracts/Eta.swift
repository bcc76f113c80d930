/// When the food is likely at the door, as long as nobody knows of a delivery: by the kitchen's time alone.
public enum Eta {
    /// To find and reach the store.
    private static let rideToStore: Duration = .seconds(8 * 60)
    /// From the counter to the door of a usual order.
    private static let way: Duration = .seconds(10 * 60)

    /// - Returns: nil where the kitchen has named no time.
    public static func estimate(store: StoreOrderData, now: Timestamp) -> Timestamp? {
        store.readyAt.map { max($0, now + rideToStore) + way }
    }
}
