import Contracts

/// Automatic dispatch: a delivery is offered to one rider at a time, for a short time, and to the next one after that.
extension Delivery {
    /// Whether it may be offered once more, instead of going to the board.
    func canBeOffered(_ mode: DispatchMode, _ terms: Terms) -> Bool {
        switch mode {
        case .board: false
        case .auto: attempts < terms.configuration.offerLimit
        }
    }

    /// Asks one rider. While it is offered it is not on the board.
    ///
    /// - Parameter holding: how many deliveries the rider holds or is offered now.
    mutating func offer(
        to rider: Rider,
        _ offer: DeliveryOffer,
        holding: Int,
        _ terms: Terms
    ) throws(Problem) -> [DeliveryEvent] {
        switch status {
        case .preparing, .open:
            guard canBeOffered(.auto, terms) else { throw illegal("제안할 수 있는 횟수를 다 썼어요. 게시판에서 라이더를 기다려 주세요.") }
            guard !passed.contains(rider.id) else { throw illegal("이미 이 제안을 보낸 라이더예요. 다른 라이더에게 제안해 주세요.") }
            guard holding < terms.configuration.holdLimit else { throw tooMany(terms) }
            status = .offered
            attempts += 1
            riderId = rider.id
            riderName = rider.name
            self.offer = offer
            self.offer?.attempt = attempts
            expiresAt = terms.offerUntil
            reason = nil
            return [happened(.deliveryOffered)]
        case .offered:
            guard riderId == rider.id else { throw illegal("다른 라이더에게 제안 중인 배달이에요.") }
            return []
        case .claimed, .pickedUp, .delivered:
            throw illegal("이미 라이더가 정해진 배달이에요.")
        case .cancelled:
            throw illegal("취소된 배달이에요.")
        }
    }

    /// The rider takes what was offered.
    mutating func accept(by rider: Rider, holding: Int, _ terms: Terms) throws(Problem) -> [DeliveryEvent] {
        switch status {
        case .offered:
            try checkAsked(rider.id)
            if let expiresAt, expiresAt <= terms.now { throw offerIsOver }
            guard holding < terms.configuration.holdLimit else { throw tooMany(terms) }
            return [take(rider, terms)]
        case .claimed, .pickedUp, .delivered:
            guard riderId == rider.id else { throw takenByAnother }
            return []
        case .preparing, .open:
            throw offerIsOver
        case .cancelled:
            throw illegal("취소된 배달이에요. 다음 제안을 기다려 주세요.")
        }
    }

    /// The rider does not take it, which costs nothing: the next one is asked.
    mutating func decline(by rider: RiderID, mode: DispatchMode, _ terms: Terms) throws(Problem) -> [DeliveryEvent] {
        if passed.contains(rider), riderId != rider { return [] }
        switch status {
        case .offered:
            try checkAsked(rider)
            return passOn(.offerDeclined, mode, terms)
        case .claimed, .pickedUp, .delivered:
            guard riderId == rider else { throw takenByAnother }
            throw illegal("이미 맡은 배달이에요. 할 수 없게 됐다면 반납해 주세요.")
        case .preparing, .open:
            throw offerIsOver
        case .cancelled:
            throw illegal("취소된 배달이에요. 다음 제안을 기다려 주세요.")
        }
    }

    /// Ends an offer that led to nothing. The event names who was asked; then the delivery waits for the next offer,
    /// or goes to the board where there will be none.
    mutating func passOn(_ type: EventType, _ mode: DispatchMode, _ terms: Terms) -> [DeliveryEvent] {
        if let riderId { passed.append(riderId) }
        let waits = canBeOffered(mode, terms)
        status = .preparing
        offer = nil
        expiresAt = isReady ? terms.boardAt : nil
        var events = [happened(type)]
        riderId = nil
        riderName = nil
        if isReady, !waits { events.append(goToBoard(terms)) }
        return events
    }

    /// Puts it into a rider's hands, from the board or by an offer.
    mutating func take(_ rider: Rider, _ terms: Terms) -> DeliveryEvent {
        status = .claimed
        riderId = rider.id
        riderName = rider.name
        claimedAt = terms.now
        pickBy = isReady ? terms.pickBy : nil
        expiresAt = nil
        offer = nil
        reason = nil
        return happened(.deliveryClaimed)
    }

    private func checkAsked(_ rider: RiderID) throws(Problem) {
        guard rider != riderId else { return }
        guard !passed.contains(rider) else { throw offerIsOver }
        throw Problem(
            .forbidden,
            "다른 라이더에게 제안된 배달이에요. 배달 번호를 확인해 주세요.",
            currentStatus: status.rawValue
        )
    }

    private var offerIsOver: Problem { illegal("제안이 이미 끝났어요. 다음 제안을 기다리거나 게시판을 확인해 주세요.") }
}
