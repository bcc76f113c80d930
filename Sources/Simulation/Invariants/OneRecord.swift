import Contracts

extension Invariants {
    /// Each event has one message record for each role that the contract names, and no record is without its event.
    static func oneRecord(_ account: Account, _ evidence: Evidence) -> Finding {
        var faults: [String] = []
        var expected: [String: EventType] = [:]
        for event in evidence.log.values.joined() {
            for role in audience(of: event) { expected["\(event.id) \(role.rawValue)"] = event.type }
        }
        var counts: [String: Int] = [:]
        for record in evidence.records { counts["\(record.event) \(record.role.rawValue)", default: 0] += 1 }
        for (key, type) in expected.sorted(by: { $0.key < $1.key }) where counts[key] != 1 {
            faults.append("\(type.rawValue) \(key) has \(counts[key] ?? 0) records")
        }
        for key in counts.keys.sorted() where expected[key] == nil {
            faults.append("a record stands for \(key), which the log does not ask for")
        }
        return Finding(
            name: "one message record an event and role",
            evidence: "\(expected.count) due, \(evidence.records.count) there",
            faults: faults
        )
    }

    /// Whom the contract wants told (section 6).
    static func audience(of event: Evidence.LogEvent) -> [RecipientRole] {
        let rider: [RecipientRole] = event.rider == nil ? [] : [.rider]
        switch event.type {
        case .orderPlaced, .orderPaid, .paymentFailed, .orderExpired, .orderRefunded, .deliveryConfirmed,
            .orderAccepted, .orderRejected, .cookingStarted, .cookingFinished, .cancelRefused, .deliveryPickedUp,
            .deliveryDelivered:
            return [.customer]
        case .orderCompleted: return [.store]
        case .cancelRequested: return [.customer, .store]
        // The store has never heard of an order that was not paid.
        case .orderCancelled: return event.isPaid ? [.customer, .store] : [.customer]
        case .deliveryClaimed, .deliveryReleased: return [.customer] + rider
        case .deliveryOffered, .deliveryCancelled: return rider
        case .orderRated, .orderReceived, .storeOrderCancelled, .deliveryPrepared, .deliveryOpened, .offerDeclined,
            .offerExpired:
            return []
        case .storeRegistered, .foodRegistered, .foodChanged, .riderRegistered: return []
        case .notificationRecorded, .notificationSent, .notificationFailed: return []
        }
    }
}
