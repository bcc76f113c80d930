import Application
import ArgumentParser

struct PlaceOptions: ParsableArguments {
    @Option(help: "HTTP port; 0 for any free one. (BAEDAL_HTTP_PORT; default: 8088)")
    var httpPort: Int?

    @Option(help: "MQTT port of the embedded broker; 0 for any free one. (BAEDAL_MQTT_PORT; default: 1883)")
    var mqttPort: Int?

    @Option(help: "Address to listen on; loopback only for now. (BAEDAL_BIND; default: 127.0.0.1)")
    var bind: String?

    @Option(help: "Folder of the databases and the broker's store. (BAEDAL_DATA_DIR; default: .baedal)")
    var dataDir: String?

    func apply(to configuration: inout ServeConfiguration) throws {
        try Setting.set(&configuration.httpPort, httpPort, "BAEDAL_HTTP_PORT")
        try Setting.set(&configuration.mqttPort, mqttPort, "BAEDAL_MQTT_PORT")
        try Setting.set(&configuration.bind, bind, "BAEDAL_BIND")
        try Setting.set(&configuration.dataDirectory, dataDir, "BAEDAL_DATA_DIR")
    }
}
