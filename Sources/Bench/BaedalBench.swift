import ArgumentParser
import Foundation
import NIOCore
import NIOPosix

/// Measures a server from outside: every number beside a limit taken in the same run.
@main
struct BaedalBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baedal-bench",
        abstract: "Drives a Baedal server over REST and MQTT and prints what it bears.",
        discussion: "Starts a server of its own on free ports, unless --url and --mqtt name one that runs."
    )

    @Option(help: "The server to start. Default: baedal beside this program.")
    var server: String?

    @Option(help: "Measure a running server instead, like http://127.0.0.1:8088; needs --mqtt.")
    var url: String?

    @Option(help: "The running server's broker, like mqtt://127.0.0.1:1883.")
    var mqtt: String?

    @Option(help: "The running server's process id: without it memory is not measured.")
    var pid: Int32?

    @Option(help: "Orders taken while memory is watched.")
    var orders: Int?

    @Option(help: "Lives led at a time.")
    var lives = 64

    @Option(help: "Keep-alive connections for the rates.")
    var connections = 32

    @Option(help: "Seconds of each round of the rates; lives are led three times as long.")
    var seconds: Int?

    @Option(help: "Riders who race for a delivery, and who watch a region.")
    var riders = 1000

    @Option(help: "What to measure: rates, lives, riders, memory, notifications. Default: all of them.")
    var only: [Part] = []

    @Flag(help: "A quick look: shorter rounds, 10,000 orders.")
    var quick = false

    func validate() throws {
        func check(_ holds: Bool, _ otherwise: String) throws {
            if !holds { throw ValidationError(otherwise) }
        }
        try check((url == nil) == (mqtt == nil), "--url and --mqtt come together.")
        try check(url == nil || server == nil, "Either --server or --url, not both.")
        try check(pid == nil || url != nil, "--pid goes with --url.")
        // The store has a million portions, and the other measurements want theirs.
        try check((100...500_000).contains(orders ?? 100), "--orders must be between 100 and 500000.")
        try check((1...1000).contains(lives), "--lives must be between 1 and 1000.")
        try check((2...5000).contains(riders), "--riders must be between 2 and 5000.")
        try check((1...1000).contains(connections), "--connections must be between 1 and 1000.")
        try check((1...60).contains(seconds ?? 1), "--seconds must be between 1 and 60.")
    }

    func run() async throws {
        allowConnections()
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let loop = group.next()
        if let url, let mqtt {
            try await measure(try Target(http: url, mqtt: mqtt, pid: pid, loop: loop))
        } else {
            try await measureOwn(loop)
        }
        try await group.shutdownGracefully()
    }

    /// The server to start.
    private var executable: String {
        let beside = Bundle.main.executableURL?.deletingLastPathComponent().appendingPathComponent("baedal").path
        return server ?? beside ?? "baedal"
    }

    private func measureNotifications(_ loop: any EventLoop) async throws {
        let count = quick ? 5000 : 20_000
        let notifications = Notifications(executable: executable, count: count, customers: min(count, 2000))
        var report = Report()
        report.add(try await notifications.measure(on: loop))
        print(report.text, terminator: "")
    }

    private func measureOwn(_ loop: any EventLoop) async throws {
        if only != [.notifications] { try await measureServer(loop) }
        if measures(.notifications) { try await measureNotifications(loop) }
    }

    private func measureServer(_ loop: any EventLoop) async throws {
        let process = try await ServerProcess.start(executable)
        let interruption = Interruption(stopping: process)
        defer { interruption.end() }
        do {
            let ready = process.ready
            try await measure(try Target(http: ready.http, mqtt: ready.mqtt, pid: process.pid, loop: loop))
        } catch {
            let words = process.lastWords
            try? process.stop()
            if !words.isEmpty { Progress.say("the server's last words:\n\(words)") }
            throw error
        }
        try process.stop()
    }

    private func measure(_ target: Target) async throws {
        let seconds = seconds ?? (quick ? 1 : 3)
        let rates = Rates(connections: connections, rounds: quick ? 3 : 5, seconds: seconds)
        let fullLives = FullLives(concurrent: lives, seconds: 3 * seconds)
        let memory = Memory(orders: orders ?? (quick ? 10_000 : 100_000), connections: connections)

        let town = Town(endpoint: target.http, people: lives)
        let clerk = try await HTTPConnection.open(1, to: target.http, on: target.loop)
        try await town.register(on: clerk[0])
        try await HTTPConnection.close(clerk)

        var report = Report()
        if measures(.rates) { report.add(try await rates.measure(target, town)) }
        if measures(.lives) {
            let (paced, full) = try await fullLives.measure(target, town)
            report.add(full, concurrent: lives)
            report.add(paced: paced)
        }
        if measures(.riders) {
            report.add(try await ClaimRaces(riders: riders, races: quick ? 5 : 15).measure(target, town))
            try await target.rest()
            report.add(try await BoardNews(riders: riders, rounds: quick ? 5 : 20).measure(target, town))
        }
        if measures(.memory), let pid = target.pid { report.add(try await memory.measure(target, town, pid: pid)) }
        let cores = ProcessInfo.processInfo.activeProcessorCount
        print(
            "Baedal at \(target.http), \(cores) cores, load program and broker included\n\(report.text)",
            terminator: ""
        )
    }

    enum Part: String, ExpressibleByArgument, CaseIterable { case rates, lives, riders, memory, notifications }

    private func measures(_ part: Part) -> Bool { only.isEmpty || only.contains(part) }

    /// Each rider is a connection, here and at the broker, which inherits what is allowed.
    private func allowConnections() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = min(limit.rlim_max, max(limit.rlim_cur, rlim_t(2 * riders + 1000)))
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
