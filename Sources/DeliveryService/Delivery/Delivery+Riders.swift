import Contracts

/// What riders do. Asking again for what the same rider has already done changes nothing and is no error.
extension Delivery {
    /// Takes the delivery for a rider: one winner.
    ///
    /// - Parameters:
    ///   - holding: how many deliveries the rider holds now.
    ///   - pickBy: when the claim goes back to the board.
    mutating func claim(
        by rider: Rider,
        holding: Int,
        limit: Int,
        pickBy: Timestamp
    ) throws(Problem) -> [DeliveryEvent] {
        switch status {
        case .open:
            guard holding < limit else {
                throw Problem(
                    .illegalTransition,
                    "배달은 한 번에 \(limit)건까지 맡을 수 있어요. 맡은 배달을 마친 뒤에 다시 시도해 주세요.",
                    currentStatus: status.rawValue
                )
            }
            status = .claimed
            riderId = rider.id
            riderName = rider.name
            self.pickBy = pickBy
            expiresAt = nil
            reason = nil
            return [happened(.deliveryClaimed)]
        case .claimed, .pickedUp, .delivered:
            guard riderId == rider.id else {
                throw Problem(
                    .alreadyClaimed,
                    "다른 라이더가 먼저 맡은 배달이에요. 다른 배달을 골라 주세요.",
                    currentStatus: status.rawValue
                )
            }
            return []
        case .preparing:
            throw illegal("음식이 아직 준비되지 않았어요. 배달이 게시판에 올라오면 다시 시도해 주세요.")
        case .offered:
            throw illegal("지금은 다른 라이더에게 제안된 배달이에요. 잠시 뒤에 다시 확인해 주세요.")
        case .cancelled:
            throw illegal("취소된 배달이에요. 다른 배달을 골라 주세요.")
        }
    }

    /// Gives the delivery back to the board.
    ///
    /// - Parameter rider: nil where an operator acts for whoever holds it.
    mutating func release(by rider: RiderID?, expiresAt: Timestamp) throws(Problem) -> [DeliveryEvent] {
        switch status {
        case .claimed:
            try checkHolder(rider)
            return giveBack(reason: "라이더가 배달을 반납했어요.", expiresAt: expiresAt)
        case .open:
            guard let releasedBy, rider == nil || rider == releasedBy else { throw notHeld }
            return []
        case .pickedUp:
            try checkHolder(rider)
            throw illegal("음식을 이미 받은 배달은 반납할 수 없어요. 배달을 마쳐 주세요.")
        case .delivered:
            try checkHolder(rider)
            throw illegal("이미 끝난 배달이에요.")
        case .preparing, .offered:
            throw notHeld
        case .cancelled:
            throw illegal("취소된 배달이에요.")
        }
    }

    /// The rider has the food in hand.
    mutating func pick(by rider: RiderID?) throws(Problem) -> [DeliveryEvent] {
        switch status {
        case .claimed:
            try checkHolder(rider)
            status = .pickedUp
            pickBy = nil
            return [happened(.deliveryPickedUp)]
        case .pickedUp, .delivered:
            try checkHolder(rider)
            return []
        case .preparing, .open, .offered:
            throw notHeld
        case .cancelled:
            throw illegal("취소된 배달이에요. 음식을 가져가지 말아 주세요.")
        }
    }

    /// The customer has the food.
    mutating func deliver(by rider: RiderID?) throws(Problem) -> [DeliveryEvent] {
        switch status {
        case .pickedUp:
            try checkHolder(rider)
            status = .delivered
            return [happened(.deliveryDelivered)]
        case .delivered:
            try checkHolder(rider)
            return []
        case .claimed:
            try checkHolder(rider)
            throw illegal("음식을 받은 뒤에 배달을 마칠 수 있어요. 먼저 픽업을 알려 주세요.")
        case .preparing, .open, .offered:
            throw notHeld
        case .cancelled:
            throw illegal("취소된 배달이에요.")
        }
    }

    private func checkHolder(_ rider: RiderID?) throws(Problem) {
        guard let rider, rider != riderId else { return }
        throw Problem(
            .forbidden,
            "다른 라이더가 맡은 배달이에요. 배달 번호를 확인해 주세요.",
            currentStatus: status.rawValue
        )
    }

    private var notHeld: Problem { illegal("아직 아무도 맡지 않은 배달이에요. 먼저 배달을 맡아 주세요.") }

    private func illegal(_ sentence: String) -> Problem {
        Problem(
            .illegalTransition,
            sentence,
            currentStatus: status.rawValue,
            allowed: legalActions.map(\.rawValue)
        )
    }
}
