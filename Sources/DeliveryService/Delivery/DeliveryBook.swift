import Contracts
import EventLog
import ServiceKit
import Storage

/// Keeps deliveries: whatever changes one writes the row, its events and the retained topics together.
struct DeliveryBook: Sendable {
    let log: EventLog
    let configuration: DeliveryConfiguration
    let forecast: Forecast
    /// Rung where there may be something to offer.
    let planBell: Bell
    private let counters: DeliveryCounters

    init(core: ServiceCore, configuration: DeliveryConfiguration, sightings: RiderSightings) {
        log = core.log
        self.configuration = configuration
        forecast = Forecast(sightings: sightings)
        planBell = Bell()
        counters = DeliveryCounters(core.metrics)
    }

    func terms(at now: Timestamp) -> Terms { Terms(now: now, configuration: configuration) }

    /// Writes a new delivery down.
    ///
    /// - Parameter isReady: whether the food is ready already.
    @discardableResult
    func add(
        _ id: DeliveryID,
        _ errand: Errand,
        readyAt: Timestamp?,
        isReady: Bool,
        cause: Cause,
        at now: Timestamp,
        in transaction: Transaction
    ) throws -> Delivery {
        var (delivery, events) = Delivery.prepare(id, errand, readyAt: readyAt, at: now)
        if isReady {
            let mode = try DispatchModeTable.mode(of: errand.region, in: transaction)
            events += delivery.ready(readyAt: readyAt, mode: mode, terms(at: now))
        }
        delivery.etaAt = forecast.door(of: delivery, beside: [], at: now)
        try DeliveryTable.insert(delivery, in: transaction)
        try publish(events, from: nil, to: delivery, cause: cause, at: now, in: transaction)
        return delivery
    }

    /// Applies a change and writes what follows from it; writes nothing where nothing has happened.
    func change(
        _ delivery: inout Delivery,
        cause: Cause,
        at now: Timestamp,
        in transaction: Transaction,
        _ change: (inout Delivery) throws -> [DeliveryEvent]
    ) throws {
        let before = delivery
        let events = try change(&delivery)
        guard !events.isEmpty else { return }
        let others = try delivery.holder.map { try DeliveryTable.taken(by: $0, in: transaction) } ?? []
        delivery.etaAt = forecast.door(of: delivery, beside: others, at: now)
        try DeliveryTable.update(delivery, from: before.version, in: transaction)
        try publish(events, from: before, to: delivery, cause: cause, at: now, in: transaction)
    }

    private func publish(
        _ events: [DeliveryEvent],
        from before: Delivery?,
        to delivery: Delivery,
        cause: Cause,
        at now: Timestamp,
        in transaction: Transaction
    ) throws {
        try log.append(
            events.map { event in
                var event = event
                event.data.etaAt = delivery.etaAt
                return NewEvent(
                    event.type,
                    subject: delivery.id.rawValue,
                    correlationID: delivery.errand.orderId.rawValue,
                    data: event.data
                )
            },
            cause: cause,
            at: now,
            in: transaction
        )
        try log.retain(delivery, after: before, at: now, in: transaction)
        transaction.afterCommit { [counters] in counters.count(events.map(\.type), from: before?.status) }
        switch delivery.status {
        case .preparing, .open: wakePlanner(after: transaction)
        case .offered, .claimed, .pickedUp, .delivered, .cancelled: break
        }
    }

    func wakePlanner(after transaction: Transaction) {
        transaction.afterCommit { [planBell] in planBell.ring() }
    }

    /// A claim that was turned down.
    func count(_ problem: Problem) { counters.count(problem) }
}
