/// The store service's windows of time.
public struct StoreConfiguration: Sendable, Hashable {
    /// An order that the store has not accepted by then is rejected by itself.
    public var acceptWindow: Duration
    /// Food that is held without its order having been placed by then is given back.
    public var reservationWindow: Duration

    public init(acceptWindow: Duration = .seconds(300), reservationWindow: Duration = .seconds(60)) {
        self.acceptWindow = acceptWindow
        self.reservationWindow = reservationWindow
    }
}
