import Foundation
import MQTT
import NIOCore

/// PyPI's `mqttwarn`, a well-known bridge from MQTT to notifications, doing the nearest same work: a row in SQLite for
/// each message.
struct Mqttwarn: Sendable {
    private static let package = "mqttwarn==0.36.0"
    private let folder: String
    private var python: String { folder + "/bin/python" }
    private var rows: String { folder + "/rows.sqlite" }

    /// - Throws: where it cannot be installed.
    init() throws {
        folder = (ProcessInfo.processInfo.environment["TMPDIR"] ?? "/var/tmp") + "/baedal-bench-mqttwarn-\(getpid())"
        for (program, arguments) in [
            ("/usr/bin/env", ["python3", "-m", "venv", folder]),
            (python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", Self.package]),
        ] {
            guard try Self.process(program, arguments).waitForStatus() == 0 else {
                remove()
                throw BenchFailure("\(Self.package) could not be installed: python3-venv and a way to PyPI are needed.")
            }
        }
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    /// - Returns: rows a second, from the first message on the wire to the last row.
    func measure(_ house: NotificationHouse) async throws -> Double {
        try await house.withBroker { _, broker in
            try configuration(broker).write(toFile: folder + "/mqttwarn.ini", atomically: true, encoding: .utf8)
            let warn = Self.process(
                folder + "/bin/mqttwarn",
                [],
                environment: ["MQTTWARNINI": folder + "/mqttwarn.ini"]
            )
            try warn.run()
            defer { warn.end() }
            return try await withMQTTClient(to: broker, name: "bench-mqttwarn") { client in
                let counter = RowCounter(rows, "SELECT MAX(rowid) FROM notification")
                while counter.rows() == 0 {
                    guard warn.isRunning else { throw BenchFailure("mqttwarn ended by itself.") }
                    try await house.source.probe(client)
                    try await Task.sleep(for: .milliseconds(200))
                }
                try await Task.sleep(for: .seconds(1))
                let before = counter.rows()
                let begin = ContinuousClock.now
                async let published: Void = house.source.publish(to: client)
                try await counter.wait(for: before + house.source.count)
                let seconds = (ContinuousClock.now - begin) / .milliseconds(1) / 1000
                try await published
                Progress.say("mqttwarn: \(house.source.count) rows in \(Text.decimal(seconds, digits: 1)) s")
                return Double(house.source.count) / seconds
            }
        }
    }

    private func configuration(_ broker: MQTTAddress) -> String {
        """
        [defaults]
        hostname = '\(broker.host)'
        port = \(broker.port)
        username = None
        password = None
        clientid = 'mqttwarn-bench'
        lwt = None
        skipretained = True
        cleansession = True
        protocol = 4
        tls = False
        logfile = '\(folder)/mqttwarn.log'
        loglevel = ERROR
        launch = sqlite

        [config:sqlite]
        targets = {
            'rows' : [ '\(rows)', 'notification' ],
          }

        [\(EventSource.filter)]
        targets = sqlite:rows

        """
    }

    static func process(_ program: String, _ arguments: [String], environment: [String: String] = [:]) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, own in own }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return process
    }
}

extension Process {
    /// mqttwarn does not end at a signal to end while it looks for its broker.
    fileprivate func end() {
        terminate()
        for _ in 0..<100 where isRunning { usleep(20_000) }
        if isRunning { kill(processIdentifier, SIGKILL) }
        waitUntilExit()
    }

    fileprivate func waitForStatus() throws -> Int32 {
        try run()
        waitUntilExit()
        return terminationStatus
    }
}
