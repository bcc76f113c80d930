public import ServiceKit

/// What `baedal serve` was asked to do, as it was written on the command line or in the environment.
///
/// Nothing is checked here; ``BaedalSystem`` says what is wrong before it starts anything.
public struct ServeConfiguration: Sendable {
    /// 0 for any free port, as for `mqttPort`.
    public var httpPort = 8088
    /// Of the embedded broker; without a meaning where `brokers` names others.
    public var mqttPort = 1883
    public var bind = "127.0.0.1"
    public var dataDirectory = ".baedal"
    /// `mqtt://host:port` or `mqtts://host:port`, tried in turn; none starts a broker of our own.
    public var brokers: [String] = []
    /// The program of the embedded broker; nil for the one that is installed.
    public var mosquitto: String?
    /// The names of the services of this process.
    public var services = ["order", "store", "delivery", "notification", "gateway"]
    /// `name=http://host:port` of services that run elsewhere.
    public var upstreams: [String] = []
    /// Whether empty databases get sample stores, foods, riders and customers.
    public var samples = true
    public var windows = Windows()
    public var dispatch = Dispatch()
    public var provider = Provider()
    /// Where people find the gateway: what links in messages start with; nil for this process.
    public var publicURL: String?

    public init() {}

    /// Who carries the messages.
    public struct Provider: Sendable {
        public var name = "local"
        /// nil for the provider's own.
        public var url: String?
        /// A file with the keys that the environment does not give, each as `NAME=value` on a line of its own.
        public var keysFile: String?
        /// Recipients a second; nil for what the provider grants everybody.
        public var rate: Int?
        /// The environment's, by the names of ``ProviderKey``.
        public var keys: [String: Secret] = [:]

        public init() {}
    }

    /// How long each step of an order may take, in seconds; nil leaves the service's own default.
    public struct Windows: Sendable {
        /// From the order to its payment.
        public var pay: Double?
        /// From the payment to the store's acceptance.
        public var accept: Double?
        /// From the moment the food is held to the order that takes it.
        public var reserve: Double?
        /// From a rider's claim to the pick-up.
        public var pick: Double?
        /// From the moment a delivery is open to its being announced again.
        public var open: Double?

        public init() {}
    }

    /// How riders and offers are dealt with, times in seconds; nil leaves the service's own default.
    public struct Dispatch: Sendable {
        /// How many deliveries a rider may hold at a time.
        public var riderLoad: Int?
        /// How long a rider's place counts.
        public var locationLifetime: Double?
        /// From a rider's going offline to the return of what is not picked up.
        public var offlineGrace: Double?
        /// From an offer to its end.
        public var offerWindow: Double?
        /// Offers of one delivery before it goes to the board.
        public var offerTries: Int?
        /// How long ready food waits for an offer before it goes to the board.
        public var offerPatience: Double?
        /// Between two plans of an area.
        public var planInterval: Double?

        public init() {}
    }
}
