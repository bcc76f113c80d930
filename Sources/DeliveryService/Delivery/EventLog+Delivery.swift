import Contracts
import EventLog
import Storage

/// The retained topics of a delivery: the board, the offer, and what its holder needs.
extension EventLog {
    func retain(
        _ delivery: Delivery,
        after before: Delivery?,
        at now: Timestamp,
        in transaction: Transaction
    ) throws {
        let data = DeliveryData(delivery)
        let board = Topics.openDelivery(delivery.errand.region, delivery.id)
        if delivery.status == .open {
            try retain(board, OpenDeliverySnapshot(data), at: now, in: transaction)
        } else if before?.status == .open {
            try clear(board, at: now, in: transaction)
        }
        try retainOffer(data, to: delivery.askedRider, before: before?.askedRider, at: now, in: transaction)
        try retainForHolder(delivery, data, formerHolder: before?.holder, at: now, in: transaction)
    }

    private func retainOffer(
        _ delivery: DeliveryData,
        to rider: RiderID?,
        before: RiderID?,
        at now: Timestamp,
        in transaction: Transaction
    ) throws {
        if let before, before != rider {
            try clear(Topics.offer(before, delivery.deliveryId), at: now, in: transaction)
        }
        guard let rider, let offer = OfferSnapshot(delivery) else { return }
        let topic = Topics.offer(rider, delivery.deliveryId)
        try retain(topic, offer, expiresAt: offer.expiresAt, at: now, in: transaction)
    }

    private func retainForHolder(
        _ delivery: Delivery,
        _ data: DeliveryData,
        formerHolder: RiderID?,
        at now: Timestamp,
        in transaction: Transaction
    ) throws {
        if let formerHolder, formerHolder != delivery.holder {
            try clear(Topics.riderDelivery(formerHolder, delivery.id), at: now, in: transaction)
        }
        guard let holder = delivery.holder else { return }
        let snapshot = RiderDeliverySnapshot(
            delivery: data,
            address: delivery.errand.destination.address,
            note: delivery.errand.note,
            safePhone: SafeNumber.of(delivery.id)
        )
        try retain(Topics.riderDelivery(holder, delivery.id), snapshot, at: now, in: transaction)
    }
}
