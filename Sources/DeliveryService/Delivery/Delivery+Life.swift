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

    /// The food is ready. Where nobody is on the way, riders may claim it, or in automatic dispatch it waits for an offer.
    mutating func ready(readyAt: Timestamp?, mode: DispatchMode, _ terms: Terms) -> [DeliveryEvent] {
        switch status {
        case .preparing:
            guard !isReady else { return [] }
            noteReady(readyAt)
            guard canBeOffered(mode, terms) else { return [goToBoard(terms)] }
            expiresAt = terms.boardAt
            return [happened(.deliveryPrepared)]
        case .offered:
            guard !isReady else { return [] }
            noteReady(readyAt)
            return [happened(.deliveryPrepared)]
        case .claimed:
            guard !isReady else { return [] }
            noteReady(readyAt)
            pickBy = terms.pickBy
            return [happened(.deliveryPrepared)]
        case .open, .pickedUp, .delivered, .cancelled:
            return []
        }
    }

    /// The order was cancelled: an offer is withdrawn. Food that is on the road is not called back.
    mutating func cancel(reason: String?) -> [DeliveryEvent] {
        switch status {
        case .preparing, .open, .claimed:
            return [end(reason)]
        case .offered:
            let event = end(reason)
            riderId = nil
            riderName = nil
            return [event]
        case .pickedUp, .delivered, .cancelled:
            return []
        }
    }

    /// Does what is due: an open delivery is announced again, an offer ends, a claim that was not picked up goes back.
    mutating func wake(mode: DispatchMode, _ terms: Terms) -> [DeliveryEvent] {
        guard let dueAt, dueAt <= terms.now else { return [] }
        switch status {
        case .preparing:
            return [goToBoard(terms)]
        case .open:
            expiresAt = terms.announceAgainAt
            return [happened(.deliveryOpened)]
        case .offered:
            return passOn(.offerExpired, mode, terms)
        case .claimed:
            return giveBack(reason: "라이더가 제시간에 음식을 받지 않아 배달이 다시 게시됐어요.", terms)
        case .pickedUp, .delivered, .cancelled:
            return []
        }
    }

    /// Whoever holds it has been offline for too long.
    mutating func holderIsGone(_ terms: Terms) -> [DeliveryEvent] {
        switch status {
        case .claimed: giveBack(reason: "라이더와 연결이 끊겨 배달이 다시 게시됐어요.", terms)
        case .preparing, .open, .offered, .pickedUp, .delivered, .cancelled: []
        }
    }

    /// Its region is dispatched by the board from now on: what waited for an offer goes there.
    mutating func waitForNoOffer(_ terms: Terms) -> [DeliveryEvent] {
        switch status {
        case .preparing: isReady ? [goToBoard(terms)] : []
        case .open, .offered, .claimed, .pickedUp, .delivered, .cancelled: []
        }
    }

    /// Its times have moved: says so, and changes nothing else.
    mutating func retime() -> [DeliveryEvent] {
        switch status {
        case .preparing, .open, .offered, .claimed, .pickedUp: [happened(.deliveryPrepared)]
        case .delivered, .cancelled: []
        }
    }

    /// The event names who held it; the delivery itself is nobody's from then on.
    mutating func giveBack(reason: String, _ terms: Terms) -> [DeliveryEvent] {
        status = isReady ? .open : .preparing
        if isReady, openedAt == nil { openedAt = terms.now }
        expiresAt = isReady ? terms.announceAgainAt : nil
        claimedAt = nil
        pickBy = nil
        self.reason = reason
        let event = happened(.deliveryReleased)
        releasedBy = riderId
        riderId = nil
        riderName = nil
        return [event]
    }

    mutating func goToBoard(_ terms: Terms) -> DeliveryEvent {
        status = .open
        openedAt = openedAt ?? terms.now
        expiresAt = terms.announceAgainAt
        return happened(.deliveryOpened)
    }

    /// Counts the change and tells of it.
    mutating func happened(_ type: EventType) -> DeliveryEvent {
        version += 1
        return DeliveryEvent(type: type, data: DeliveryData(self))
    }

    private mutating func noteReady(_ readyAt: Timestamp?) {
        isReady = true
        self.readyAt = readyAt ?? self.readyAt
    }

    private mutating func end(_ reason: String?) -> DeliveryEvent {
        status = .cancelled
        expiresAt = nil
        pickBy = nil
        offer = nil
        self.reason = reason
        return happened(.deliveryCancelled)
    }
}
