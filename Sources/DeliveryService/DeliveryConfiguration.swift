import Contracts

/// The windows and limits of deliveries and riders.
public struct DeliveryConfiguration: Hashable, Sendable {
    /// A claim that is not picked up goes back to the board after this, counted from when the food is ready.
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
    /// What a rider who has gone offline holds and has not picked up goes back after this.
    public var offlineGrace: Duration = .seconds(180)
    /// How long a rider has to answer an offer.
    public var offerWindow: Duration = .seconds(30)
    /// After so many offers a delivery goes to the board.
    public var offerLimit = 5
    /// Ready food for which no rider can be asked goes to the board after this.
    public var offerPatience: Duration = .seconds(60)
    /// How often the regions with automatic dispatch are planned.
    public var planInterval: Duration = .seconds(5)

    public init() {}
}

/// The rules at one moment: what a delivery's commands must know of the time and the configuration.
struct Terms: Hashable, Sendable {
    let now: Timestamp
    let configuration: DeliveryConfiguration

    /// When what stands on the board from now is announced again.
    var announceAgainAt: Timestamp { now + configuration.openWindow }
    /// When ready food that waits for an offer from now goes to the board.
    var boardAt: Timestamp { now + configuration.offerPatience }
    var offerUntil: Timestamp { now + configuration.offerWindow }
    var pickBy: Timestamp { now + configuration.pickWindow }
}
