/// Where the embedded broker stores, listens and finds its settings.
public struct EmbeddedBrokerConfiguration: Sendable {
    /// Made where missing; the broker uses the folder `broker` in it.
    public var dataDirectory: String
    /// 0 for any free port.
    public var port: Int
    /// A loopback address: the broker lets everybody in who reaches it.
    public var bind: String
    /// The folder with the `.conf` files; when nil, `mosquitto/` in the current directory, in one above it, or in one
    /// above the executable.
    public var configurationDirectory: String?
    /// The `mosquitto` to run; when nil it is looked for in `PATH` and in the system's `sbin` folders.
    public var executable: String?

    public init(
        dataDirectory: String,
        port: Int = 1883,
        bind: String = "127.0.0.1",
        configurationDirectory: String? = nil,
        executable: String? = nil
    ) {
        self.dataDirectory = dataDirectory
        self.port = port
        self.bind = bind
        self.configurationDirectory = configurationDirectory
        self.executable = executable
    }
}
