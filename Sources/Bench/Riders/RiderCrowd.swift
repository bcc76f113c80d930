import MQTT
import NIOCore
import NIOPosix

/// Riders, each with a connection of its own, and what they hear. Lives on its event loop.
final class RiderCrowd {
    /// Connections that are opened at once.
    private static let opening = 50
    private static let patience: TimeAmount = .seconds(10)

    let count: Int
    private let loop: any EventLoop
    private var riders: [RiderConnection] = []
    /// What is waited for: takes a message, and says whether it is one of those.
    private var counts: ((_ rider: Int, _ topic: String, _ payload: [UInt8]) -> NIODeadline?)?
    private var missing = 0
    private var times = Samples()
    private var done: EventLoopPromise<Samples>?

    typealias Bound = NIOLoopBound<RiderCrowd>

    /// - Parameter filters: what a rider of a number subscribes to.
    static func gather(
        _ count: Int,
        at broker: MQTTAddress,
        run: String,
        on loop: any EventLoop,
        filters: @escaping @Sendable (Int) -> [String]
    ) async throws -> Bound {
        let crowd = try await loop.submit { Bound(RiderCrowd(count: count, loop: loop), eventLoop: loop) }.get()
        for begin in stride(from: 0, to: count, by: opening) {
            let numbers = begin..<min(begin + opening, count)
            try await loop.flatSubmit {
                EventLoopFuture.andAllSucceed(
                    numbers.map { crowd.value.open($0, broker, "\(run)-m\($0)", filters($0)) },
                    on: loop
                )
            }.get()
        }
        return crowd
    }

    private init(count: Int, loop: any EventLoop) {
        self.count = count
        self.loop = loop
    }

    private func open(
        _ number: Int,
        _ broker: MQTTAddress,
        _ name: String,
        _ filters: [String]
    ) -> EventLoopFuture<Void> {
        let ready = loop.makePromise(of: Void.self)
        let rider = RiderConnection(number, name: name, filters: filters, ready: ready) { [unowned self] in
            take($0, $1, $2, $3)
        }
        riders.append(rider)
        let bound = NIOLoopBound(rider, eventLoop: loop)
        let opened = ClientBootstrap(group: loop)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .connectTimeout(Self.patience)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(bound.value)
                }
            }
            .connect(host: broker.host, port: broker.port)
        opened.whenFailure { ready.fail($0) }
        return ready.futureResult
    }

    /// Lets some riders publish at once, and waits until so many messages that count have come.
    ///
    /// - Parameters:
    ///   - counts: says of a message since when it was waited for; nil where it is none of those.
    ///   - act: what each rider publishes; nil for riders who only listen.
    func run(
        until missing: Int,
        counting counts: @escaping (_ rider: Int, _ topic: String, _ payload: [UInt8]) -> NIODeadline?,
        _ act: ((_ rider: Int) -> (topic: String, payload: String))?
    ) -> EventLoopFuture<Samples> {
        let done = loop.makePromise(of: Samples.self)
        self.done = done
        self.counts = counts
        self.missing = missing
        times = Samples()
        if let act {
            for rider in riders {
                let message = act(rider.number)
                rider.publish(message.topic, message.payload)
            }
        }
        let timeout = loop.assumeIsolated().scheduleTask(in: Self.patience) { [self] in
            done.fail(BenchFailure("After 10 s \(self.missing) of \(missing) messages to riders are missing."))
        }
        done.futureResult.whenComplete { _ in timeout.cancel() }
        return done.futureResult
    }

    func publish(_ topic: String, _ payload: String) { riders.first?.publish(topic, payload) }

    func close() {
        for rider in riders { rider.close() }
    }

    private func take(_ rider: Int, _ topic: String, _ payload: [UInt8], _ at: NIODeadline) {
        guard missing > 0, let since = counts?(rider, topic, payload) else { return }
        times.add((at - since).nanoseconds)
        missing -= 1
        if missing == 0 { done?.succeed(times) }
    }
}
