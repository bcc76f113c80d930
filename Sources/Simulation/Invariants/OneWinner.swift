import Contracts

extension Invariants {
    /// A delivery is in at most one rider's hands at a time, picked up and delivered once, by whoever has it; and whoever
    /// was told to have won it has.
    static func oneWinner(_ account: Account, _ evidence: Evidence) -> Finding {
        var faults: [String] = []
        var claims: [Account.Win: Int] = [:]
        let deliveries = Dictionary(grouping: evidence.log[.delivery] ?? []) { $0.delivery ?? "" }
        for (delivery, events) in deliveries.sorted(by: { $0.key < $1.key }) where !delivery.isEmpty {
            var hands = Hands()
            for event in events {
                if event.type == .deliveryClaimed, let rider = event.rider {
                    claims[Account.Win(rider: rider, delivery: delivery), default: 0] += 1
                }
                if let fault = hands.take(event) { faults.append("delivery \(delivery): \(fault)") }
            }
        }
        let told = Dictionary(account.wins.map { ($0, 1) }, uniquingKeysWith: +)
        for (win, count) in told.sorted(by: { $0.key.delivery < $1.key.delivery }) where count > claims[win] ?? 0 {
            faults.append(
                "\(win.rider) was told \(count) times to have \(win.delivery), which the log says \(claims[win] ?? 0) times"
            )
        }
        return Finding(
            name: "at most one winner a delivery",
            evidence:
                "\(deliveries.count) deliveries, \(claims.values.reduce(0, +)) claims in the log, \(account.wins.count) told to riders",
            faults: faults
        )
    }
}

/// In whose hands a delivery is, as its events tell.
private struct Hands {
    private var rider: String?
    private var isPicked = false
    private var isOver = false

    /// - Returns: what cannot be.
    mutating func take(_ event: Evidence.LogEvent) -> String? {
        switch event.type {
        case .deliveryClaimed:
            guard rider == nil, !isOver else {
                return "claimed by \(event.rider ?? "?") while \(rider ?? "nobody") had it"
            }
            rider = event.rider
        case .deliveryReleased:
            guard rider != nil, rider == event.rider, !isPicked else { return "released by \(event.rider ?? "?")" }
            rider = nil
        case .deliveryPickedUp:
            guard rider != nil, rider == event.rider, !isPicked else { return "picked up by \(event.rider ?? "?")" }
            isPicked = true
        case .deliveryDelivered:
            guard isPicked, rider == event.rider, !isOver else { return "delivered by \(event.rider ?? "?")" }
            isOver = true
        case .deliveryCancelled:
            guard !isPicked, !isOver else { return "cancelled on the road" }
            isOver = true
        case .deliveryPrepared, .deliveryOpened, .deliveryOffered, .offerDeclined, .offerExpired, .riderRegistered:
            break
        case .orderPlaced, .orderPaid, .orderCompleted, .paymentFailed, .orderExpired, .cancelRequested,
            .orderCancelled, .orderRefunded, .deliveryConfirmed, .orderRated:
            break
        case .storeRegistered, .foodRegistered, .foodChanged, .orderReceived, .orderAccepted, .orderRejected,
            .cookingStarted, .cookingFinished, .cancelRefused, .storeOrderCancelled:
            break
        case .notificationRecorded, .notificationSent, .notificationFailed: break
        }
        return nil
    }
}
