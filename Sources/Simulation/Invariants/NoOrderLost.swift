import Contracts

extension Invariants {
    /// Every order that was taken is there, has ended once, and ended as its people say.
    static func noOrderLost(_ account: Account, _ evidence: Evidence) -> Finding {
        var faults: [String] = []
        var endings: [OrderStatus: Int] = [:]
        let log = Dictionary(grouping: evidence.log[.order] ?? [], by: \.order)
        for order in account.taken {
            guard let found = evidence.orders[order.id] else {
                faults.append("\(order.id) was taken, and is not there")
                continue
            }
            endings[found.status, default: 0] += 1
            let events = log[order.id] ?? []
            if let fault = fault(of: order, found.status) ?? fault(in: events, found.status) {
                faults.append("\(order.id) \(fault)")
            }
        }
        let texts = OrderStatus.allCases.compactMap { status in
            endings[status].map { "\($0) \(status.rawValue.lowercased())" }
        }
        return Finding(
            name: "no order lost",
            evidence: "\(account.taken.count) taken, \(texts.isEmpty ? "none there" : texts.joined(separator: ", "))",
            faults: faults
        )
    }

    /// What does not fit what the people did.
    private static func fault(of order: Account.Order, _ status: OrderStatus) -> String? {
        switch status {
        case .completed: order.asked.contains(.confirm) ? nil : "is completed, and its customer never confirmed it"
        case .cancelled: order.asked.contains(.cancel) ? nil : "is cancelled, and its customer never asked for that"
        // By itself where nobody accepted in time.
        case .rejected: order.isAccepted ? "is rejected, and its store had accepted it" : nil
        case .expired: order.asked.contains(.pay) ? "has expired, and its customer paid" : nil
        case .placed, .paid, .accepted, .cooking, .cooked, .assigned, .pickedUp, .delivered, .cancelRequested:
            "has no end: it is \(status.rawValue)"
        }
    }

    /// What the log tells otherwise.
    private static func fault(in events: [Evidence.LogEvent], _ status: OrderStatus) -> String? {
        let placed = events.count { $0.type == .orderPlaced }
        guard placed == 1 else { return "was placed \(placed) times in the log" }
        let ends: [EventType: OrderStatus] = [
            .deliveryConfirmed: .completed, .orderCancelled: .cancelled, .orderExpired: .expired,
        ]
        let told = events.compactMap { ends[$0.type] }
        switch status {
        case .completed, .cancelled, .expired:
            return told == [status] ? nil : "is \(status.rawValue), and its log ends \(told.map(\.rawValue))"
        // The store's event ends it.
        case .rejected: return told.isEmpty ? nil : "is REJECTED, and its log ends \(told.map(\.rawValue))"
        case .placed, .paid, .accepted, .cooking, .cooked, .assigned, .pickedUp, .delivered, .cancelRequested:
            return nil
        }
    }
}
