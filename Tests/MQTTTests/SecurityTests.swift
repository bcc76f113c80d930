import Foundation
import MQTT
import TestSupport
import Testing

@testable import Broker

@Suite struct SecurityTests {
    @Test func aUserNameAndPasswordLetTheClientIn() async throws {
        func makeUsers(in folder: String) throws {
            try runTool("/usr/bin/mosquitto_passwd", "-b", "-c", folder + "/users", "가게", "비밀 번호")
        }
        try await withBroker(
            settings: ["listener 0 $FOLDER/s", "allow_anonymous false", "password_file $FOLDER/users"],
            prepare: makeUsers
        ) { broker in
            let socket = MQTTAddress.unix(broker.dataDirectory + "/s")
            try await withClient(broker) { configuration in
                configuration.addresses = [socket]
                configuration.userName = "가게"
                configuration.password = "비밀 번호"
            } _: { client in
                #expect(await client.nextConnection()?.address == socket)
            }
            var configuration = testConfiguration(socket, "stranger")
            configuration.userName = "가게"
            configuration.password = "wrong"
            try await withRunning(MQTTClient(configuration: configuration, logger: .quiet)) { client in
                for await case .disconnected(let reason) in client.connections() where reason.contains("Not authorized")
                {
                    break
                }
            }
        }
    }

    @Test func aUnixSocketNeedsNoPort() async throws {
        try await withBroker(settings: ["listener 0 $FOLDER/s", "allow_anonymous true"]) { broker in
            try await withClient(broker, configure: { $0.addresses = [.unix(broker.dataDirectory + "/s")] }) { client in
                let received = client.subscribe(to: "t", bufferLimit: 1)
                try await received.waitUntilActive()
                try await client.publish(MQTTMessage("t", "1"))
                #expect(await received.take(1).count == 1)
            }
        }
    }

    @Test func tlsWithCertificatesOnBothSides() async throws {
        let port = try BrokerPort.choose(0, bind: "127.0.0.1")
        try await withBroker(
            settings: [
                "listener \(port) 127.0.0.1", "cafile $FOLDER/ca.crt", "certfile $FOLDER/server.crt",
                "keyfile $FOLDER/server.key", "require_certificate true", "use_identity_as_username true",
                "allow_anonymous false",
            ],
            prepare: makeCertificates
        ) { broker in
            let folder = broker.dataDirectory
            var configuration = testConfiguration(MQTTAddress(host: "localhost", port: port, usesTLS: true), "secure")
            configuration.tls = .init(
                ca: folder + "/ca.crt",
                certificate: folder + "/client.crt",
                key: folder + "/client.key"
            )
            try await withRunning(MQTTClient(configuration: configuration, logger: .quiet)) { client in
                let received = client.subscribe(to: "t", bufferLimit: 3000)
                try await client.waitUntilConnected()
                try await client.publish(contentsOf: (0..<3000).map { MQTTMessage("t", "\($0)") })
                #expect(await received.take(3000).map(\.text) == (0..<3000).map(String.init))
            }
            // The system's authorities do not know the broker's certificate.
            configuration.tls = .init()
            try await withRunning(MQTTClient(configuration: configuration, logger: .quiet)) { client in
                var events = client.connections().makeAsyncIterator()
                #expect(await events.next() == .disconnected(reason: "not started"))
                #expect(await events.nextDisconnected() != nil)
                #expect(!client.isConnected)
            }
        }
    }

    @Test func aMissingCertificateFileEndsTheClientWithASentence() async throws {
        var configuration = testConfiguration(MQTTAddress(host: "localhost", port: 1, usesTLS: true), "secure")
        configuration.tls.ca = "/nonexistent/ca.crt"
        let client = MQTTClient(configuration: configuration, logger: .quiet)
        await #expect(throws: MQTTError.self) { try await client.run() }
        await #expect(throws: MQTTError.closed) { try await client.waitUntilConnected() }
    }

    @Test func aWrongConfigurationEndsTheClientWithASentence() async throws {
        let address = MQTTAddress(host: "localhost")
        let changes: [(inout MQTTClientConfiguration) -> Void] = [
            { $0.addresses = [] }, { $0.addresses.append(MQTTAddress(host: "b", usesTLS: true)) },
            { $0.clientID = "" }, { $0.keepAlive = 1 }, { $0.publishWindow = 0 }, { $0.password = "alone" },
            { $0.will = MQTTMessage("a/#", "") }, { $0.maximumBackoff = .zero }, { $0.tls.key = "alone" },
        ]
        for change in changes {
            var configuration = testConfiguration(address, "wrong")
            change(&configuration)
            let client = MQTTClient(configuration: configuration, logger: .quiet)
            await #expect(throws: MQTTError.self) { try await client.run() }
        }
    }

    private func makeCertificates(in folder: String) throws {
        let openssl = "/usr/bin/openssl"
        try runTool(
            openssl,
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "1",
            "-subj",
            "/CN=Baedal test authority",
            "-keyout",
            folder + "/ca.key",
            "-out",
            folder + "/ca.crt"
        )
        for (name, subject) in [("server", "localhost"), ("client", "rider")] {
            try runTool(
                openssl,
                "req",
                "-new",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-subj",
                "/CN=\(subject)",
                "-keyout",
                folder + "/\(name).key",
                "-out",
                folder + "/\(name).csr"
            )
            try runTool(
                openssl,
                "x509",
                "-req",
                "-days",
                "1",
                "-in",
                folder + "/\(name).csr",
                "-CA",
                folder + "/ca.crt",
                "-CAkey",
                folder + "/ca.key",
                "-CAcreateserial",
                "-out",
                folder + "/\(name).crt"
            )
        }
    }
}
