import Contracts
import Logging
import MQTT
import ServiceKit
import ServiceLifecycle
import Storage

/// Takes riders' requests off the wire, carries them out and answers each.
///
/// What arrives together is carried out in one transaction, in the order of arrival, while earlier answers are still
/// being sent. A request that the broker delivers twice is harmless: asking again answers as the first time.
struct RiderRequestListener: Service {
    private static let batchLimit = 256
    /// Batches of answers under way at once.
    private static let sendingLimit = 4

    let core: ServiceCore
    let desk: RiderDesk
    let subscription: MQTTSubscription
    let drops: DropCounter

    func run() async throws {
        await cancelWhenGracefulShutdown { await serve() }
    }

    private func serve() async {
        let configuration = desk.book.configuration
        var floodGuard = FloodGuard(burst: configuration.requestBurst, perSecond: configuration.requestsPerSecond)
        await withTaskGroup(of: Void.self) { sending in
            var count = 0
            while let messages = await subscription.nextBatch(limit: Self.batchLimit) {
                let replies = await answer(messages, floodGuard: &floodGuard)
                if replies.isEmpty { continue }
                if count == Self.sendingLimit {
                    await sending.next()
                    count -= 1
                }
                sending.addTask { await send(replies) }
                count += 1
            }
        }
    }

    /// Carries out what was asked and gives the answers, in the order of arrival.
    func answer(_ messages: [MQTTMessage], floodGuard: inout FloodGuard) async -> [RiderReply] {
        let now = core.clock.now
        var requests: [RiderRequest] = []
        for message in messages {
            guard let (rider, rest) = Topics.riderParts(of: message.topic), rest.count == 2 else {
                drops.count(.badRiderID)
                continue
            }
            guard !message.retain else {
                drops.count(.retained)
                continue
            }
            switch floodGuard.judge(rider, at: now) {
            case .admit: requests.append(RiderRequest(message, rider: rider, action: rest[1]))
            case .refuse: requests.append(RiderRequest(refused: message, rider: rider))
            case .drop: drops.count(.flood)
            }
        }
        return requests.isEmpty ? [] : await carryOut(requests, at: now)
    }

    private func carryOut(_ requests: [RiderRequest], at now: Timestamp) async -> [RiderReply] {
        do {
            return try await core.database.write { transaction in
                try requests.map { RiderReply($0, try outcome(of: $0, at: now, in: transaction)) }
            }
        } catch  where requests.count > 1 {
            // One request that cannot be stored must not take the others with it.
            var replies: [RiderReply] = []
            for request in requests { replies += await carryOut([request], at: now) }
            return replies
        } catch {
            core.logger.error("A rider's request failed", metadata: ["error": "\(error)"])
            return requests.map { RiderReply($0, .failure(Problem(mapping: error))) }
        }
    }

    private func outcome(
        of request: RiderRequest,
        at now: Timestamp,
        in transaction: Transaction
    ) throws -> Result<DeliveryView, Problem> {
        var path: String?
        do {
            let command = try request.command.get()
            path = "\(DeliveryView.path(command.delivery))/\(command.action.rawValue)"
            let cause = Cause.own(IDText.make(at: now))
            return .success(
                try transaction.savepoint { try desk.perform(command, cause: cause, at: now, in: transaction) }
            )
        } catch let problem as Problem {
            var problem = problem
            problem.instance = path
            return .failure(problem)
        }
    }

    private func send(_ replies: [RiderReply]) async {
        do {
            try await core.client.publish(contentsOf: replies.map { try $0.message() })
        } catch {
            core.logger.notice(
                "Riders were not answered; they will ask again",
                metadata: ["count": "\(replies.count)", "error": "\(error)"]
            )
        }
    }
}

extension RiderReply {
    fileprivate init(_ request: RiderRequest, _ outcome: Result<DeliveryView, Problem>) {
        self.init(address: request.address, correlationId: request.correlationId, outcome: outcome)
    }
}
