import Contracts
import ServiceKit
import Storage

/// What a rider asks for, over REST or MQTT alike.
struct RiderCommand: Hashable, Sendable {
    let action: RiderAction
    let delivery: DeliveryID
    /// nil where an operator acts for whoever holds the delivery; a claim always names its rider.
    let rider: RiderID?
}

/// Where riders' commands are carried out: one set of rules, whichever way they come in.
struct RiderDesk: Sendable {
    let book: DeliveryBook

    /// - Parameter version: checks the version the caller has seen.
    /// - Returns: the delivery as the rider may see it.
    /// - Throws: `Problem`.
    func perform(
        _ command: RiderCommand,
        version: Precondition? = nil,
        cause: Cause,
        at now: Timestamp,
        in transaction: Transaction
    ) throws -> DeliveryView {
        guard var delivery = try DeliveryTable.find(command.delivery, in: transaction) else {
            throw Problem.noDelivery(command.delivery)
        }
        let rider = try command.rider.map { id in
            guard let rider = try RiderTable.find(id, in: transaction) else { throw Problem.noRider(id) }
            return rider
        }
        try version?.check(version: delivery.version)
        try book.change(&delivery, cause: cause, at: now, in: transaction) { delivery in
            switch command.action {
            case .claim: try claim(&delivery, by: rider, at: now, in: transaction)
            case .release: try delivery.release(by: rider?.id, expiresAt: book.expiry(at: now))
            case .pick: try delivery.pick(by: rider?.id)
            case .deliver: try delivery.deliver(by: rider?.id)
            case .acceptOffer, .declineOffer:
                throw Problem(.notFound, "그런 제안이 없어요. 이미 끝난 제안일 수 있으니 게시판을 확인해 주세요.")
            }
        }
        return DeliveryView(delivery, for: rider?.id)
    }

    private func claim(
        _ delivery: inout Delivery,
        by rider: Rider?,
        at now: Timestamp,
        in transaction: Transaction
    ) throws -> [DeliveryEvent] {
        guard let rider else { throw Problem(.invalidRequest, "riderId가 꼭 필요해요.") }
        return try delivery.claim(
            by: rider,
            holding: try DeliveryTable.held(by: rider.id, in: transaction),
            limit: book.configuration.holdLimit,
            pickBy: now + book.configuration.pickWindow
        )
    }
}

extension Problem {
    static func noDelivery(_ id: DeliveryID) -> Problem {
        Problem(.notFound, "배달 \(id)이(가) 없어요. 배달 번호를 확인해 주세요.")
    }

    static func noRider(_ id: RiderID) -> Problem {
        Problem(.notFound, "라이더 \(id)이(가) 없어요. 먼저 라이더를 등록해 주세요.")
    }
}
