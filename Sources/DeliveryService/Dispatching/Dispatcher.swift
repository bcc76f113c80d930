import Contracts
import Dispatching
import EventLog
import Foundation
import Logging
import MQTT
import ServiceKit
import ServiceLifecycle
import Storage

/// Plans the areas with automatic dispatch, every few seconds and whenever something has changed, and offers what the
/// plan says is due.
///
/// A plan is made from a snapshot, outside any transaction; what it proposes is checked again in the transaction of the
/// offer. So two processes may plan the same area at once: the database decides.
struct Dispatcher: Service {
    /// Between two plans, however much happens.
    private static let pause: Duration = .milliseconds(500)

    let core: ServiceCore
    let book: DeliveryBook
    let sightings: RiderSightings

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { [interval = book.configuration.planInterval, bell = book.planBell] in
                    while (try? await Task.sleep(for: interval)) != nil { bell.ring() }
                }
                for await _ in book.planBell.rings {
                    await look()
                    guard (try? await Task.sleep(for: Self.pause)) != nil else { break }
                }
                group.cancelAll()
            }
        }
    }

    private func look() async {
        // Riders cannot hear an offer, and their places grow old.
        guard core.client.isConnected else { return }
        do {
            for area in try await core.database.read({ try DispatchModeTable.all(.auto, in: $0) }) {
                try await dispatch(area)
            }
        } catch {
            core.logger.warning("An area was not planned; it goes on", metadata: ["error": "\(error)"])
        }
    }

    /// - Returns: how many offers were made.
    @discardableResult
    func dispatch(_ area: DispatchArea) async throws -> Int {
        let terms = book.terms(at: core.clock.now)
        let available = sightings.available(at: terms.now)
        guard !available.isEmpty else { return 0 }
        let snapshot = try await core.database.read { [ride = book.forecast.ride] transaction in
            try AreaSnapshot.take(of: area, available, terms, ride: ride, in: transaction)
        }
        guard snapshot.isWorthPlanning else { return 0 }
        let begin = ContinuousClock.now
        let plan = await plan(snapshot.situation(holdLimit: terms.configuration.holdLimit))
        planning.observe(seconds: (ContinuousClock.now - begin) / .seconds(1))
        let proposals = plan.proposals(snapshot)
        return proposals.isEmpty ? 0 : try await offer(proposals, in: area)
    }

    /// A thread of its own: a plan of a large area takes a good part of a second, and the others must be answered.
    private func plan(_ situation: Situation) async -> Plan {
        let planner = planner
        return await withCheckedContinuation { continuation in
            let thread = Thread { continuation.resume(returning: planner.plan(situation)) }
            thread.name = "planner"
            thread.start()
        }
    }

    func offer(_ proposals: [Proposal], in area: DispatchArea) async throws -> Int {
        let now = core.clock.now
        return try await core.database.write { [book] transaction in
            guard try DispatchModeTable.find(area, in: transaction).mode == .auto else { return 0 }
            return try proposals.count { try book.offer($0, at: now, in: transaction) }
        }
    }

    private var planner: Planner {
        let configuration = book.configuration
        var parameters = Parameters()
        // What leaves before the next plan, and before a first rider has let the offer run out and a second one answered.
        let answer = configuration.planInterval + configuration.offerWindow * 2
        parameters.commitWithin = answer / .seconds(60)
        parameters.bundleLimit = configuration.holdLimit
        parameters.rankingLength = configuration.offerLimit + 1
        return Planner(travel: book.forecast.ride.travel, service: book.forecast.ride.service, parameters: parameters)
    }

    private var planning: Histogram {
        core.metrics.histogram("baedal_plan_seconds", help: "How long the plan of one area took.")
    }
}

extension DeliveryBook {
    /// - Returns: whether the offer was made; not where the delivery or its rider has changed since the plan.
    fileprivate func offer(_ proposal: Proposal, at now: Timestamp, in transaction: Transaction) throws -> Bool {
        guard var delivery = try DeliveryTable.find(proposal.delivery, in: transaction),
            delivery.version == proposal.version,
            let rider = try RiderTable.find(proposal.rider, in: transaction)
        else { return false }
        let holding = try DeliveryTable.taken(by: rider.id, in: transaction).count
        do {
            try change(&delivery, cause: .own(IDText.make(at: now)), at: now, in: transaction) { delivery in
                try delivery.offer(to: rider, proposal.offer, holding: holding, terms(at: now))
            }
            return true
        } catch is Problem {
            return false
        }
    }
}
