import Contracts
import ServiceKit
import Storage

/// What a rider asks for, over REST or MQTT alike.
struct RiderCommand: Hashable, Sendable {
    let action: RiderAction
    let delivery: DeliveryID
    /// nil where an operator acts for whoever holds the delivery; who claims or answers an offer is always named.
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
        do {
            try book.change(&delivery, cause: cause, at: now, in: transaction) { delivery in
                try act(command.action, on: &delivery, by: rider, book.terms(at: now), in: transaction)
            }
        } catch let problem as Problem where command.action == .claim {
            book.count(problem)
            throw problem
        }
        return DeliveryView(delivery, for: rider?.id)
    }

    private func act(
        _ action: RiderAction,
        on delivery: inout Delivery,
        by rider: Rider?,
        _ terms: Terms,
        in transaction: Transaction
    ) throws -> [DeliveryEvent] {
        switch action {
        case .claim:
            let rider = try named(rider)
            let holding = try DeliveryTable.held(by: rider.id, in: transaction)
            return try delivery.claim(by: rider, holding: holding, terms)
        case .acceptOffer:
            let rider = try named(rider)
            let holding = try DeliveryTable.held(by: rider.id, in: transaction)
            return try delivery.accept(by: rider, holding: holding, terms)
        case .declineOffer:
            let mode = try DispatchModeTable.mode(of: delivery.errand.region, in: transaction)
            return try delivery.decline(by: named(rider).id, mode: mode, terms)
        case .release: return try delivery.release(by: rider?.id, terms)
        case .pick: return try delivery.pick(by: rider?.id)
        case .deliver: return try delivery.deliver(by: rider?.id)
        }
    }

    private func named(_ rider: Rider?) throws -> Rider {
        guard let rider else { throw Problem(.invalidRequest, "riderId가 꼭 필요해요.") }
        return rider
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
