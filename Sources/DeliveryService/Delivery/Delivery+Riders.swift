import Contracts

/// What riders do. Asking again for what the same rider has already done changes nothing and is no error.
extension Delivery {
    /// Takes the delivery for a rider: one winner.
    ///
    /// - Parameter holding: how many deliveries the rider holds now.
    mutating func claim(by rider: Rider, holding: Int, _ terms: Terms) throws(Problem) -> [DeliveryEvent] {
        switch status {
        case .open:
            guard holding < terms.configuration.holdLimit else { throw tooMany(terms) }
            return [take(rider, terms)]
        case .claimed, .pickedUp, .delivered:
            guard riderId == rider.id else { throw takenByAnother }
            return []
        case .preparing:
            throw illegal("아직 게시판에 올라오지 않은 배달이에요. 올라오면 다시 시도해 주세요.")
        case .offered:
            guard riderId != rider.id else { throw illegal("제안받은 배달이에요. 제안을 수락하거나 거절해 주세요.") }
            throw illegal("지금은 다른 라이더에게 제안된 배달이에요. 잠시 뒤에 다시 확인해 주세요.")
        case .cancelled:
            throw illegal("취소된 배달이에요. 다른 배달을 골라 주세요.")
        }
    }

    /// Gives the delivery back to the board.
    ///
    /// - Parameter rider: nil where an operator acts for whoever holds it.
    mutating func release(by rider: RiderID?, _ terms: Terms) throws(Problem) -> [DeliveryEvent] {
        switch status {
        case .claimed:
            try checkHolder(rider)
            return giveBack(reason: "라이더가 배달을 반납했어요.", terms)
        case .open, .preparing, .offered:
            guard let releasedBy, rider == nil || rider == releasedBy else { throw notHeld }
            return []
        case .pickedUp:
            try checkHolder(rider)
            throw illegal("음식을 이미 받은 배달은 반납할 수 없어요. 배달을 마쳐 주세요.")
        case .delivered:
            try checkHolder(rider)
            throw illegal("이미 끝난 배달이에요.")
        case .cancelled:
            throw illegal("취소된 배달이에요.")
        }
    }

    /// The rider has the food in hand.
    mutating func pick(by rider: RiderID?) throws(Problem) -> [DeliveryEvent] {
        switch status {
        case .claimed:
            try checkHolder(rider)
            guard isReady else { throw illegal("음식이 아직 준비되지 않았어요. 다 되면 알려 드릴게요.") }
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

    var takenByAnother: Problem {
        Problem(
            .alreadyClaimed,
            "다른 라이더가 먼저 맡은 배달이에요. 다른 배달을 골라 주세요.",
            currentStatus: status.rawValue
        )
    }

    func tooMany(_ terms: Terms) -> Problem {
        illegal("배달은 한 번에 \(terms.configuration.holdLimit)건까지 맡을 수 있어요. 맡은 배달을 마친 뒤에 다시 시도해 주세요.")
    }

    private var notHeld: Problem { illegal("아직 아무도 맡지 않은 배달이에요. 먼저 배달을 맡아 주세요.") }

    func illegal(_ sentence: String) -> Problem {
        Problem(
            .illegalTransition,
            sentence,
            currentStatus: status.rawValue,
            allowed: legalActions.map(\.rawValue)
        )
    }
}
