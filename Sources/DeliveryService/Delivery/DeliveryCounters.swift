import Contracts
import ServiceKit

/// The figures of claims and offers at `/metrics`. Counted once committed.
struct DeliveryCounters: Sendable {
    private enum Claim: String, CaseIterable { case won, lost, refused, released }
    private enum Offer: String, CaseIterable { case made, accepted, declined, expired, withdrawn }

    private let claims: [Claim: Counter]
    private let offers: [Offer: Counter]

    init(_ metrics: Metrics) {
        claims = Dictionary(
            uniqueKeysWithValues: Claim.allCases.map { outcome in
                let labels = [("outcome", outcome.rawValue)]
                let help = "Claims of open deliveries, and claims that went back."
                return (outcome, metrics.counter("baedal_claims_total", help: help, labels: labels))
            }
        )
        offers = Dictionary(
            uniqueKeysWithValues: Offer.allCases.map { outcome in
                let labels = [("outcome", outcome.rawValue)]
                let help = "Offers to riders, and what became of them."
                return (outcome, metrics.counter("baedal_offers_total", help: help, labels: labels))
            }
        )
    }

    func count(_ events: [EventType], from before: DeliveryStatus?) {
        for event in events {
            switch event {
            case .deliveryOffered: offers[.made]?.add()
            case .offerDeclined: offers[.declined]?.add()
            case .offerExpired: offers[.expired]?.add()
            case .deliveryReleased: claims[.released]?.add()
            case .deliveryClaimed where before == .offered: offers[.accepted]?.add()
            case .deliveryClaimed: claims[.won]?.add()
            case .deliveryCancelled where before == .offered: offers[.withdrawn]?.add()
            case .riderRegistered, .deliveryPrepared, .deliveryOpened, .deliveryPickedUp, .deliveryDelivered,
                .deliveryCancelled:
                break
            case .orderPlaced, .orderPaid, .orderCompleted, .paymentFailed, .orderExpired, .cancelRequested,
                .orderCancelled, .orderRefunded, .deliveryConfirmed, .orderRated, .storeRegistered, .foodRegistered,
                .foodChanged, .orderReceived, .orderAccepted, .orderRejected, .cookingStarted, .cookingFinished,
                .cancelRefused, .storeOrderCancelled, .notificationRecorded, .notificationSent, .notificationFailed:
                break
            }
        }
    }

    /// A claim that was turned down.
    func count(_ problem: Problem) {
        claims[problem.code == .alreadyClaimed ? .lost : .refused]?.add()
    }
}
