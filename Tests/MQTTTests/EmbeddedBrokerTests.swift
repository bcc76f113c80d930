import Foundation
import MQTT
import ServiceLifecycle
import TestSupport
import Testing

@testable import Broker

@Suite struct EmbeddedBrokerTests {
    @Test func startsAnswersAndEndsWithItsService() async throws {
        try await withFolder { folder in
            let broker = EmbeddedBroker(configuration: .init(dataDirectory: folder, port: 0), logger: .quiet)
            try await broker.start()
            let pid = try #require(broker.processIdentifier)
            #expect(broker.port > 0 && broker.address.port == broker.port)
            let group = ServiceGroup(services: [broker], logger: .quiet)
            async let running: Void = group.run()
            await group.triggerGracefulShutdown()
            try await running
            #expect(broker.processIdentifier == nil)
            #expect(kill(pid, 0) != 0)
            #expect(FileManager.default.fileExists(atPath: folder + "/broker/mosquitto.db"))
        }
    }

    @Test func isNearerOnASocketOfItsOwn() async throws {
        try await withFolder { folder in
            let broker = EmbeddedBroker(configuration: .init(dataDirectory: folder, port: 0), logger: .quiet)
            try await broker.start()
            let near = try #require(broker.nearAddresses.first)
            #expect(near == .unix(folder + "/broker/socket") && broker.nearAddresses.last == broker.address)
            try await withRunning(MQTTClient(configuration: testConfiguration(near, "c"), logger: .quiet)) { client in
                try await client.waitUntilConnected()
                try await client.publish(MQTTMessage("t", "near"))
            }
            await broker.stop()
        }
    }

    @Test func doesWithoutASocketWhereItsPathIsTooLong() async throws {
        try await withFolder { folder in
            let deep = folder + "/" + String(repeating: "long", count: 30)
            let broker = EmbeddedBroker(configuration: .init(dataDirectory: deep, port: 0), logger: .quiet)
            try await broker.start()
            #expect(broker.nearAddresses == [broker.address])
            await broker.stop()
        }
    }

    @Test func isStartedAgainWhenItDies() async throws {
        try await withFolder { folder in
            let broker = EmbeddedBroker(configuration: .init(dataDirectory: folder, port: 0), logger: .quiet)
            try await broker.start()
            let client = MQTTClient(configuration: testConfiguration(broker.address, "c"), logger: .quiet)
            try await withRunning(client) { client in
                var events = client.connections().makeAsyncIterator()
                _ = await events.nextConnected()
                let first = try #require(broker.processIdentifier)
                kill(first, SIGKILL)
                _ = await events.nextDisconnected()
                _ = await events.nextConnected()
                let second = try #require(broker.processIdentifier)
                #expect(first != second)
                try await client.publish(MQTTMessage("t", "again"))
            }
            await broker.stop()
        }
    }

    /// `kill -9` of the process that started it, in earnest: a process of its own that does just that.
    @Test func isNotLeftBehindWhenItsProcessIsKilled() async throws {
        try await withFolder { folder in
            await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
                let broker = EmbeddedBroker(configuration: .init(dataDirectory: folder, port: 0), logger: .quiet)
                try await broker.start()
                let pid = try #require(broker.processIdentifier)
                try "\(pid)".write(toFile: folder + "/pid", atomically: true, encoding: .utf8)
                kill(getpid(), SIGKILL)
            }
            let pid = try #require(Int32(String(contentsOfFile: folder + "/pid", encoding: .utf8)))
            try await end(of: pid, within: .seconds(5))
            // And the folder is free for the next.
            let next = EmbeddedBroker(configuration: .init(dataDirectory: folder, port: 0), logger: .quiet)
            try await next.start()
            await next.stop()
        }
    }

    /// Where the shell in between was killed as well.
    @Test func endsALeftoverOfItsFolderBeforeItStarts() async throws {
        try await withFolder { folder in
            let first = EmbeddedBroker(configuration: .init(dataDirectory: folder, port: 0), logger: .quiet)
            try await first.start()
            await first.stop()
            let files = try BrokerFiles(.init(dataDirectory: folder))
            let leftover = Process()
            leftover.executableURL = URL(fileURLWithPath: files.executable)
            leftover.arguments = ["-c", files.runConfiguration]
            leftover.standardError = FileHandle.nullDevice
            let (ended, hasEnded) = AsyncStream.makeStream(of: Never.self)
            leftover.terminationHandler = { _ in hasEnded.finish() }
            try leftover.run()
            defer { kill(leftover.processIdentifier, SIGKILL) }
            try await withRunning(MQTTClient(configuration: testConfiguration(first.address, "c"), logger: .quiet)) {
                try await $0.waitUntilConnected()
            }
            let pid = leftover.processIdentifier
            try "\(pid)\n".write(toFile: files.pidFile, atomically: true, encoding: .utf8)
            let next = EmbeddedBroker(configuration: .init(dataDirectory: folder, port: first.port), logger: .quiet)
            try await next.start()
            for await _ in ended {}
            #expect(next.processIdentifier != pid)
            await next.stop()
        }
    }

    @Test func leavesAStrangersProcessAlone() async throws {
        try await withFolder { folder in
            let files = try BrokerFiles(.init(dataDirectory: folder))
            try "\(getpid())\n".write(toFile: files.pidFile, atomically: true, encoding: .utf8)
            #expect(LeftoverBroker(files) == nil)
        }
    }

    @Test func twoDoNotShareAFolder() async throws {
        try await withFolder { folder in
            let first = EmbeddedBroker(configuration: .init(dataDirectory: folder, port: 0), logger: .quiet)
            try await first.start()
            let second = EmbeddedBroker(configuration: .init(dataDirectory: folder, port: 0), logger: .quiet)
            await #expect(throws: BrokerError.dataDirectoryInUse(path: folder + "/broker")) { try await second.start() }
            #expect(first.processIdentifier != nil)
            await first.stop()
        }
    }

    @Test func aTakenPortIsSaidWithTheFlagThatChangesIt() async throws {
        try await withBroker { other in
            try await withFolder { folder in
                let broker = EmbeddedBroker(
                    configuration: .init(dataDirectory: folder, port: other.port),
                    logger: .quiet
                )
                let error = await #expect(throws: BrokerError.self) { try await broker.start() }
                #expect(error == .portTaken(port: other.port, bind: "127.0.0.1"))
                #expect(error?.description.contains("--mqtt-port") == true)
            }
        }
    }

    @Test func whatIsMissingIsNamed() async throws {
        try await withFolder { folder in
            // A file where a folder should be; rights would not stop root.
            try "".write(toFile: folder + "/file", atomically: true, encoding: .utf8)
            let noProgram = await startError(in: folder) { $0.executable = "/nonexistent/mosquitto" }
            #expect(noProgram == .executableMissing(path: "/nonexistent/mosquitto"))
            #expect(noProgram?.description.contains("apt-get install mosquitto") == true)
            let noSettings = await startError(in: folder) { $0.configurationDirectory = folder }
            #expect(noSettings == .configurationNotFound(path: folder))
            let open = await startError(in: folder) { $0.bind = "0.0.0.0" }
            #expect(open == .notLoopback(bind: "0.0.0.0"))
            let noPort = await startError(in: folder) { $0.port = 70_000 }
            #expect(noPort == .invalidPort(70_000))
            let noFolder = await startError(in: folder) { $0.dataDirectory = folder + "/file" }
            #expect(noFolder == .folderNotWritable(path: folder + "/file/broker", reason: "Not a directory"))
        }
    }

    private func startError(
        in folder: String,
        _ change: (inout EmbeddedBrokerConfiguration) -> Void
    ) async -> BrokerError? {
        var configuration = EmbeddedBrokerConfiguration(dataDirectory: folder, port: 0)
        change(&configuration)
        let broker = EmbeddedBroker(configuration: configuration, logger: .quiet)
        return await #expect(throws: BrokerError.self) { try await broker.start() }
    }

    @Test func aBrokenConfigurationIsReportedInTheBrokersOwnWords() async throws {
        try await withFolder { folder in
            try "no_such_setting 1\n".write(toFile: folder + "/broken.conf", atomically: true, encoding: .utf8)
            let broker = EmbeddedBroker(
                configuration: .init(dataDirectory: folder, port: 0, configurationDirectory: folder),
                logger: .quiet
            )
            let error = await #expect(throws: BrokerError.self) { try await broker.start() }
            #expect(error?.description.contains("no_such_setting") == true)
            #expect(broker.processIdentifier == nil)
        }
    }

    private func end(of pid: Int32, within timeout: Duration) async throws {
        let deadline = ContinuousClock.now + timeout
        while kill(pid, 0) == 0 {
            try #require(ContinuousClock.now < deadline, "the broker was left behind")
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = NSTemporaryDirectory() + "baedal-" + String(UInt64.random(in: .min ... .max), radix: 36)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }
}
