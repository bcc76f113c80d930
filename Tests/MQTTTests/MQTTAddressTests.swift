import MQTT
import Testing

@Suite struct MQTTAddressTests {
    @Test(arguments: [
        ("mqtt://broker", MQTTAddress(host: "broker", port: 1883)),
        ("mqtt://127.0.0.1:2883", MQTTAddress(host: "127.0.0.1", port: 2883)),
        ("mqtt://127.0.0.1:2883/", MQTTAddress(host: "127.0.0.1", port: 2883)),
        ("mqtts://broker.example", MQTTAddress(host: "broker.example", port: 8883, usesTLS: true)),
        ("mqtts://[::1]:9000", MQTTAddress(host: "::1", port: 9000, usesTLS: true)),
    ])
    func reading(url: String, expected: MQTTAddress) {
        #expect(MQTTAddress(url: url) == expected)
        #expect(MQTTAddress(url: expected.description) == expected)
    }

    @Test(arguments: [
        "", "broker", "broker:1883", "http://broker", "mqtt://", "mqtt://broker:0", "mqtt://broker:65536",
        "mqtt://user:secret@broker", "mqtt://broker/path", "mqtt://broker?x=1", "ws://broker/mqtt",
    ])
    func refused(url: String) {
        #expect(MQTTAddress(url: url) == nil)
    }

    @Test func unixSocket() {
        let address = MQTTAddress.unix("/run/broker.sock")
        #expect(address.isUnixSocket && address.host == "/run/broker.sock")
        #expect(address.description == "unix:/run/broker.sock")
    }
}
