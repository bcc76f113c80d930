/// The windows and limits of deliveries and riders.
public struct DeliveryConfiguration: Sendable {
    /// A claim that is not picked up goes back to the board after this.
    public var pickWindow: Duration = .seconds(900)
    /// An open delivery that nobody takes is announced again after this.
    public var openWindow: Duration = .seconds(3600)
    /// How many deliveries a rider may hold at a time.
    public var holdLimit = 3
    /// How many requests a rider may send over MQTT at once, and how many a second after that.
    public var requestBurst = 20
    public var requestsPerSecond = 10.0
    /// How long a rider's place counts as where the rider is.
    public var locationLifetime: Duration = .seconds(60)

    public init() {}
}
