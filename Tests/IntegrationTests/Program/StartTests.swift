import Contracts
import Foundation
import MQTT
import TestSupport
import Testing

@Suite("Starting the program", .serialized, .timeLimit(.minutes(3)))
struct StartTests {
    @Test("One line says where it is, and there it answers")
    func ready() async throws {
        try await withBaedal { (system) async throws -> Void in
            let process = system[.gateway]
            #expect(process.standardOutput == "ready \(system.rest.base) \(system.mqtt)\n")
            #expect(system.rest.base.hasPrefix("http://127.0.0.1:"))
            #expect(system.mqtt.host == "127.0.0.1")

            let health = try await system.rest.get("/health")
            #expect(health.status == 200, "\(health.text)")
            #expect(health["status"]?.stringValue == "up", "\(health.text)")
            for context in EventContext.allCases {
                #expect(health["services", context.rawValue, "status"]?.stringValue == "up", "\(context)")
            }
            #expect(health["broker", "status"]?.stringValue == "up")
            try await withConnection(to: system.mqtt) { client in #expect(client.isConnected) }
            #expect(!process.log.contains(" error "), "\(process.log)")
        }
    }

    @Test("Settings come from the environment, and the command line wins")
    func environment() async throws {
        let ports = try FreePorts.take(2)
        let environment = [
            "BAEDAL_HTTP_PORT": "\(ports[0])", "BAEDAL_MQTT_PORT": "\(ports[1])", "BAEDAL_SAMPLES": "off",
            "BAEDAL_SERVICES": "store, order,delivery", "BAEDAL_LOG_LEVEL": "info", "BAEDAL_PAY_WITHIN": "1.5",
        ]
        try await withTemporaryDirectory { folder in
            let settings = environment.merging(["BAEDAL_DATA_DIR": folder]) { _, own in own }
            let run = try BaedalProcess(["serve", "--http-port", "0"], environment: settings)
            let line = await run.readyLine()
            let words = (line ?? "").split(separator: " ").map(String.init)
            if words.count == 3 {
                let rest = RESTClient(base: words[1])
                #expect(words[1] != "http://127.0.0.1:\(ports[0])")
                #expect(words[2] == "mqtt://127.0.0.1:\(ports[1])")
                #expect(try await rest.get("/stores")["page", "totalElements"]?.integerValue == 0)
                #expect(try await rest.get("/customers/c1").status == 404)
                #expect(try await rest.get("/openapi.json").status == 404)
            } else {
                Issue.record("not ready: \(run.standardError)")
            }
            run.send(SIGTERM)
            #expect(await run.waitUntilExit() == 0)
        }
    }

    @Test(
        "What makes no sense is refused with a sentence that says what to do",
        arguments: [
            (["--bind", "0.0.0.0"], "--bind 127.0.0.1"),
            (["--services", "order,kitchen"], "\"kitchen\""),
            (["--services", ","], "--services"),
            (["--services", "store"], "--upstream order=http://host:port"),
            (["--services", "gateway", "--upstream", "order=http://127.0.0.1:9"], "--upstream store=http://host:port"),
            (["--services", "store", "--upstream", "order=nowhere"], "--upstream order=http://host:port"),
            (["--upstream", "kitchen=http://127.0.0.1:9"], "--upstream"),
            (["--broker", "http://127.0.0.1"], "--broker mqtt://host:port"),
            (["--http-port", "70000"], "--http-port"),
            (["--pay-within=-1"], "--pay-within"),
            (["--provider", "pigeon"], "--provider local or bizgo"),
            (["--provider", "bizgo"], "BAEDAL_BIZGO_API_KEY, BAEDAL_BIZGO_SENDER_KEY, BAEDAL_BIZGO_FROM"),
            (["--provider", "bizgo", "--provider-url", "http://example.com"], "--provider-url https://host"),
            (["--provider", "bizgo", "--provider-keys", "/nowhere"], "--provider-keys"),
            (["--public-url", "nowhere"], "--public-url"),
            (["--mosquitto", "/nowhere/mosquitto"], "apt-get install mosquitto"),
            (["--data-dir", "/dev/null/baedal"], "--data-dir"),
        ]
    )
    func refused(_ arguments: [String], _ advice: String) async throws {
        try await withTemporaryDirectory { folder in
            try await expectRefusal(in: folder, arguments, advice)
        }
    }

    @Test("A variable that cannot be read is refused by its name")
    func unreadableVariable() async throws {
        try await withTemporaryDirectory { folder in
            try await expectRefusal(in: folder, [], "BAEDAL_SAMPLES", environment: ["BAEDAL_SAMPLES": "maybe"])
        }
    }

    @Test("A database that cannot be read is named, and left as it is")
    func brokenDatabase() async throws {
        try await withTemporaryDirectory { folder in
            let broken = Data("This is no database, but somebody's notes.".utf8)
            try broken.write(to: URL(fileURLWithPath: "\(folder)/store.sqlite"))
            try await expectRefusal(in: folder, [], "store.sqlite")
            #expect(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/store.sqlite")) == broken)
        }
    }

    @Test("A port that is taken is named, and nothing was started", arguments: ["--http-port", "--mqtt-port"])
    func portTaken(_ flag: String) async throws {
        let holder = try PortHolder()
        try await withTemporaryDirectory { folder in
            try await expectRefusal(in: folder, [flag, "\(holder.port)"], flag)
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/order.sqlite"))
        }
        withExtendedLifetime(holder) {}
    }

    @Test("A folder that another one uses is left alone", arguments: [[], ["--broker", "mqtt://127.0.0.1:9"]])
    func folderInUse(_ arguments: [String]) async throws {
        try await withBaedal { (system) async throws -> Void in
            let second = try BaedalProcess(
                ["serve", "--http-port", "0", "--mqtt-port", "0", "--data-dir", system.dataDirectory] + arguments
            )
            #expect(await second.waitUntilExit() == 1)
            #expect(second.standardError.contains("--data-dir"), "\(second.standardError)")
            #expect(try await system.rest.get("/health")["status"]?.stringValue == "up")
        }
    }

    /// It ends at once with status 1 and one line, and leaves no process.
    private func expectRefusal(
        in folder: String,
        _ arguments: [String],
        _ advice: String,
        environment: [String: String] = [:]
    ) async throws {
        let usual = ["serve", "--http-port", "0", "--mqtt-port", "0", "--data-dir", folder]
        let run = try BaedalProcess(usual + arguments, environment: environment)
        #expect(await run.waitUntilExit() == 1)
        #expect(run.standardOutput == "")
        let lines = run.standardError.split(separator: "\n").filter { !$0.contains("mosquitto: Warning") }
        #expect(lines.count == 1, "\(run.standardError)")
        #expect(lines.first?.hasPrefix("baedal: ") == true)
        #expect(run.standardError.contains(advice), "\(run.standardError)")
        #expect(try await ProcessTable.isFree(of: folder))
    }
}
