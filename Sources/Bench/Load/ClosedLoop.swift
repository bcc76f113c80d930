import NIOCore

/// The same request again and again on every connection, the next one as soon as the last is answered.
///
/// Lives on its event loop: no locks, no hops between threads in the way of the numbers.
final class ClosedLoop {
    /// When to stop asking.
    enum Goal: Sendable {
        case time(TimeAmount)
        case count(Int)
    }

    struct Outcome: Sendable {
        let answered: Int
        let seconds: Double

        var rate: Double { Double(answered) / seconds }
    }

    private static let patience: TimeAmount = .seconds(10)

    private let connections: [HTTPConnection]
    private let request: ByteBuffer
    private let status: Int
    private let begin = NIODeadline.now()
    private let goal: Goal
    private let promise: EventLoopPromise<Outcome>
    private var asked = 0
    private var answered = 0
    private var busy = 0
    private var isOver = false

    /// - Parameter status: what every answer must have.
    static func run(
        _ request: ByteBuffer,
        expecting status: Int,
        until goal: Goal,
        on connections: [HTTPConnection.Bound]
    ) async throws -> Outcome {
        guard let loop = connections.first?.eventLoop else { throw BenchFailure("There is no connection to ask on.") }
        return try await loop.flatSubmit {
            ClosedLoop(request, expecting: status, until: goal, on: connections.map(\.value), of: loop).start()
        }.get()
    }

    private init(
        _ request: ByteBuffer,
        expecting status: Int,
        until goal: Goal,
        on connections: [HTTPConnection],
        of loop: any EventLoop
    ) {
        self.connections = connections
        self.request = request
        self.status = status
        self.goal = goal
        promise = loop.makePromise()
    }

    private func start() -> EventLoopFuture<Outcome> {
        busy = connections.count
        for connection in connections { next(on: connection) }
        watch(answered: -1)
        return promise.futureResult
    }

    private func next(on connection: HTTPConnection) {
        guard isWanted else {
            busy -= 1
            if busy == 0 { finish() }
            return
        }
        asked += 1
        connection.send(request) { [self] result in
            switch result {
            case .success(let answer) where answer.status == status:
                answered += 1
                next(on: connection)
            case .success(let answer):
                fail(BenchFailure("The server answered \(answer.status) where \(status) was due: \(answer.text)"))
            case .failure(let failure):
                fail(failure)
            }
        }
    }

    private var isWanted: Bool {
        if isOver { return false }
        switch goal {
        case .time(let time): return NIODeadline.now() < begin + time
        case .count(let count): return asked < count
        }
    }

    private func finish() {
        guard !isOver else { return }
        isOver = true
        let seconds = Double((NIODeadline.now() - begin).nanoseconds) / 1e9
        promise.succeed(Outcome(answered: answered, seconds: seconds))
    }

    private func fail(_ failure: BenchFailure) {
        guard !isOver else { return }
        isOver = true
        promise.fail(failure)
    }

    /// Ends a run in which nothing is answered any more.
    private func watch(answered before: Int) {
        guard !isOver else { return }
        guard answered > before else {
            return fail(
                BenchFailure("The server has answered nothing for \(Self.patience.nanoseconds / 1_000_000_000) s.")
            )
        }
        promise.futureResult.eventLoop.assumeIsolated().scheduleTask(in: Self.patience) { [self, answered] in
            watch(answered: answered)
        }
    }
}
