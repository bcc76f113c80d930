import Application
import ArgumentParser

struct PartOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Use the broker at mqtt://host:port or mqtts://host:port and start none; more than one are tried in turn. (BAEDAL_BROKER)",
            valueName: "address"
        )
    )
    var broker: [String] = []

    @Option(
        help: ArgumentHelp(
            "The mosquitto to run as the embedded broker. (BAEDAL_MOSQUITTO; default: the one that is installed)",
            valueName: "path"
        )
    )
    var mosquitto: String?

    @Option(
        help: ArgumentHelp(
            "Services of this process: order,store,delivery,notification,gateway. (BAEDAL_SERVICES; default: all)",
            valueName: "names"
        )
    )
    var services: String?

    @Option(
        help: ArgumentHelp(
            "Where a service runs that is not in this process: store=http://host:port. (BAEDAL_UPSTREAM_STORE and so on)",
            valueName: "name=address"
        )
    )
    var upstream: [String] = []

    @Flag(
        inversion: .prefixedNo,
        help: "Put sample stores, foods, riders and customers into empty databases. (BAEDAL_SAMPLES; default: on)"
    )
    var samples: Bool?

    func apply(to configuration: inout ServeConfiguration) throws {
        configuration.brokers = broker.isEmpty ? Setting.list("BAEDAL_BROKER") : broker
        configuration.mosquitto = try Setting.value(mosquitto, "BAEDAL_MOSQUITTO")
        if let services = services.map(Setting.parts) ?? Setting.optionalList("BAEDAL_SERVICES") {
            configuration.services = services
        }
        // A later one of the same name wins, and so does the command line.
        configuration.upstreams =
            ["order", "store", "delivery", "notification"].flatMap { name in
                Setting.list("BAEDAL_UPSTREAM_\(name.uppercased())").map { "\(name)=\($0)" }
            } + upstream
        configuration.samples = try samples ?? Setting.flag("BAEDAL_SAMPLES") ?? configuration.samples
    }
}
