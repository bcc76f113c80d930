/// Everything a client must know before it connects.
public struct MQTTClientConfiguration: Sendable {
    /// PEM files for `mqtts` addresses.
    public struct TLSFiles: Sendable, Equatable {
        /// The authorities to trust; the system's when nil.
        public var ca: String?
        /// The client's own certificate, with `key`, where the broker asks for one.
        public var certificate: String?
        public var key: String?

        public init(ca: String? = nil, certificate: String? = nil, key: String? = nil) {
            self.ca = ca
            self.certificate = certificate
            self.key = key
        }
    }

    /// Tried in turn until one accepts. All with TLS or all without.
    public var addresses: [MQTTAddress]
    /// The session's name at the broker: two clients of one name throw each other out.
    public var clientID: String
    /// Ask the broker to forget the session at each connect.
    public var cleanStart: Bool
    /// Seconds the broker keeps the session while the client is away (MQTT 5; a 3.1.1 broker decides by itself).
    public var sessionExpiry: UInt32
    /// Seconds of silence after which either side asks whether the other lives; at least 5.
    public var keepAlive: Int
    /// Published by the broker when the client vanishes without a goodbye.
    public var will: MQTTMessage?
    public var userName: String?
    public var password: String?
    public var tls: TLSFiles
    /// How many messages may be unacknowledged at once. libmosquitto's own queue has no bound, so this is it.
    public var publishWindow: Int
    /// The pause after every address has been tried once; doubled each further round up to `maximumBackoff`.
    public var minimumBackoff: Duration
    public var maximumBackoff: Duration
    /// For the TCP connection, for the broker's acceptance and for its answers to the subscriptions, each.
    public var connectTimeout: Duration
    /// How long a graceful shutdown waits for messages in flight.
    public var shutdownTimeout: Duration
    public var preferredVersion: MQTTVersion

    public init(
        addresses: [MQTTAddress],
        clientID: String,
        cleanStart: Bool = false,
        sessionExpiry: UInt32 = 3600,
        keepAlive: Int = 30,
        will: MQTTMessage? = nil,
        userName: String? = nil,
        password: String? = nil,
        tls: TLSFiles = TLSFiles(),
        publishWindow: Int = 500,
        minimumBackoff: Duration = .milliseconds(100),
        maximumBackoff: Duration = .seconds(10),
        connectTimeout: Duration = .seconds(5),
        shutdownTimeout: Duration = .seconds(3),
        preferredVersion: MQTTVersion = .v5
    ) {
        self.addresses = addresses
        self.clientID = clientID
        self.cleanStart = cleanStart
        self.sessionExpiry = sessionExpiry
        self.keepAlive = keepAlive
        self.will = will
        self.userName = userName
        self.password = password
        self.tls = tls
        self.publishWindow = publishWindow
        self.minimumBackoff = minimumBackoff
        self.maximumBackoff = maximumBackoff
        self.connectTimeout = connectTimeout
        self.shutdownTimeout = shutdownTimeout
        self.preferredVersion = preferredVersion
    }

    /// Checked when the client starts, so that a mistake is a sentence and not a reconnect loop.
    func validate() throws(MQTTError) {
        func check(_ holds: Bool, _ otherwise: String) throws(MQTTError) {
            if !holds { throw .invalidConfiguration(otherwise) }
        }
        try check(!addresses.isEmpty, "it has no broker address")
        try check(Set(addresses.map(\.usesTLS)).count == 1, "its addresses mix mqtt:// and mqtts://")
        try check(!clientID.isEmpty && !clientID.utf8.contains(0), "the client id is empty or holds a NUL")
        try check((1...10_000).contains(publishWindow), "the publish window must be between 1 and 10000")
        try check((5...65535).contains(keepAlive), "keep-alive must be between 5 and 65535 seconds")
        try check(minimumBackoff > .zero && maximumBackoff >= minimumBackoff, "the back-off range is empty")
        try check(connectTimeout > .zero, "the connect timeout must be positive")
        try check(password == nil || userName != nil, "a password needs a user name")
        try check((tls.certificate == nil) == (tls.key == nil), "a TLS certificate and its key come together")
        try will?.validate()
    }
}
