/// The windows of an order's life that the order service keeps.
public struct OrderConfiguration: Sendable {
    /// An unpaid order expires after this.
    public var payWindow: Duration = .seconds(600)
    /// How long an order waits for the store's word before it is taken unverified.
    public var storeTimeLimit: Duration = .milliseconds(300)
    /// Failures in a row after which the store is held to be down.
    public var storeFailureLimit = 5
    /// How often a store that is down is tried.
    public var storeTrialInterval: Duration = .seconds(2)
    /// How long the broker keeps the status of an order that has ended.
    public var endedStatusExpiry: Duration = .seconds(24 * 3600)

    public init() {}
}
