import Contracts

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
