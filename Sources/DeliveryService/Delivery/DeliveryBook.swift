import Contracts
import EventLog
import Storage

/// Keeps deliveries: whatever changes one writes the row, its events and the retained topics together.
struct DeliveryBook: Sendable {
    let log: EventLog
    let configuration: DeliveryConfiguration

    /// When a delivery that goes on the board now is announced again.
    func expiry(at now: Timestamp) -> Timestamp { now + configuration.openWindow }

    /// Writes a new delivery down.
    ///
    /// - Parameter isReady: whether the food is ready, so that it goes on the board at once.
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
        if isReady { events += delivery.open(readyAt: readyAt, at: now, expiresAt: expiry(at: now)) }
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
        try DeliveryTable.update(delivery, in: transaction)
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
                NewEvent(
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
        try retainOnBoard(delivery, wasOpen: before?.status == .open, at: now, in: transaction)
        try retainForHolder(delivery, formerHolder: before?.holder, at: now, in: transaction)
    }

    private func retainOnBoard(
        _ delivery: Delivery,
        wasOpen: Bool,
        at now: Timestamp,
        in transaction: Transaction
    ) throws {
        let topic = Topics.openDelivery(delivery.errand.region, delivery.id)
        if delivery.status == .open {
            try log.retain(topic, OpenDeliverySnapshot(DeliveryData(delivery)), at: now, in: transaction)
        } else if wasOpen {
            try log.clear(topic, at: now, in: transaction)
        }
    }

    private func retainForHolder(
        _ delivery: Delivery,
        formerHolder: RiderID?,
        at now: Timestamp,
        in transaction: Transaction
    ) throws {
        if let formerHolder, formerHolder != delivery.holder {
            try log.clear(Topics.riderDelivery(formerHolder, delivery.id), at: now, in: transaction)
        }
        guard let holder = delivery.holder else { return }
        let snapshot = RiderDeliverySnapshot(
            delivery: DeliveryData(delivery),
            address: delivery.errand.destination.address,
            note: delivery.errand.note,
            safePhone: SafeNumber.of(delivery.id)
        )
        try log.retain(Topics.riderDelivery(holder, delivery.id), snapshot, at: now, in: transaction)
    }
}
