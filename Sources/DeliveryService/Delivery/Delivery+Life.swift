import Contracts

/// What the store and the clock do to a delivery. These never fail: what is late or repeated changes nothing.
extension Delivery {
    /// The store has accepted; the food is to be ready at a time.
    static func prepare(
        _ id: DeliveryID,
        _ errand: Errand,
        readyAt: Timestamp?,
        at now: Timestamp
    ) -> (Delivery, [DeliveryEvent]) {
        let route = Route(from: errand.origin, to: errand.destination)
        var delivery = Delivery(
            id: id,
            errand: errand,
            fee: route.fee,
            distanceMeters: route.meters,
            createdAt: now
        )
        delivery.readyAt = readyAt
        return (delivery, [DeliveryEvent(type: .deliveryPrepared, data: DeliveryData(delivery))])
    }

    /// The food is ready: riders may claim.
    mutating func open(readyAt: Timestamp?, at now: Timestamp, expiresAt: Timestamp) -> [DeliveryEvent] {
        switch status {
        case .preparing:
            status = .open
            self.readyAt = readyAt ?? self.readyAt
            openedAt = now
            self.expiresAt = expiresAt
            return [happened(.deliveryOpened)]
        case .open, .offered, .claimed, .pickedUp, .delivered, .cancelled:
            return []
        }
    }

    /// The order was cancelled. Food that is on the road is not called back.
    mutating func cancel(reason: String?) -> [DeliveryEvent] {
        switch status {
        case .preparing, .open, .offered, .claimed:
            status = .cancelled
            expiresAt = nil
            pickBy = nil
            self.reason = reason
            return [happened(.deliveryCancelled)]
        case .pickedUp, .delivered, .cancelled:
            return []
        }
    }

    /// Does what is due: an open delivery is announced again, a claim that was not picked up goes back to the board.
    ///
    /// - Parameter expiresAt: of what stands on the board after this.
    mutating func wake(at now: Timestamp, expiresAt: Timestamp) -> [DeliveryEvent] {
        guard let dueAt, dueAt <= now else { return [] }
        switch status {
        case .open:
            self.expiresAt = expiresAt
            return [happened(.deliveryOpened)]
        case .claimed:
            return giveBack(reason: "라이더가 제시간에 음식을 받지 않아 배달이 다시 게시됐어요.", expiresAt: expiresAt)
        case .preparing, .offered, .pickedUp, .delivered, .cancelled:
            return []
        }
    }

    /// The event names who held it; the delivery itself is nobody's from then on.
    mutating func giveBack(reason: String, expiresAt: Timestamp) -> [DeliveryEvent] {
        status = .open
        pickBy = nil
        self.expiresAt = expiresAt
        self.reason = reason
        let event = happened(.deliveryReleased)
        releasedBy = riderId
        riderId = nil
        riderName = nil
        return [event]
    }

    /// Counts the change and tells of it.
    mutating func happened(_ type: EventType) -> DeliveryEvent {
        version += 1
        return DeliveryEvent(type: type, data: DeliveryData(self))
    }
}
